using PodMotion.Api.Agent;
using PodMotion.NodeAgent.Sessions;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Sessions;

public sealed class SessionLogTests : IDisposable
{
    private const string Uid = "11111111-2222-3333-4444-555555555555";

    private static readonly SessionStep[] Steps =
    [
        SessionStep.Opened, SessionStep.Inventoried, SessionStep.Frozen, SessionStep.HandedOver, SessionStep.Dumped,
        SessionStep.Transferred, SessionStep.Reattached, SessionStep.Released, SessionStep.HandedBack, SessionStep.Ended,
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    private string JournalPath => _folder.Join(Uid + ".source");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_AfterACrashBehindAnyEvent_HasExactlyTheEventsWritten()
    {
        for (var count = 0; count <= Steps.Length; count++)
        {
            File.Delete(JournalPath);
            Write(Steps.Take(count));

            var log = Reopen();

            Assert.Equal(count == 0 ? SessionStep.Unspecified : Steps[count - 1], log.Step);
            Assert.Equal(Enumerable.Range(1, count), log.Report("").Events.Select(item => (int)item.Sequence));
        }
    }

    [Fact]
    public void Open_LastLineTornAtAnyByte_DropsThatLineAndTakesTheNextEvent()
    {
        Write([SessionStep.Opened]);
        var before = new FileInfo(JournalPath).Length;
        Write(Reopen(), SessionStep.Frozen);
        var whole = File.ReadAllBytes(JournalPath);
        for (var length = before; length < whole.Length; length++)
        {
            File.WriteAllBytes(JournalPath, whole[..(int)length]);

            var log = Reopen();
            Assert.Equal(SessionStep.Opened, log.Step);
            Write(log, SessionStep.RolledBack);

            Assert.Equal([SessionStep.Opened, SessionStep.RolledBack], Reopen().Report("").Events.Select(item => item.Step));
        }
    }

    [Fact]
    public void Open_CrashBeforeTheRequestWasWhole_IsNoSession()
    {
        File.WriteAllText(JournalPath, "{\"Kind\":\"requ");

        Assert.Null(SessionLog.Open(JournalPath, _time, Uid, SessionRole.Source));
    }

    [Fact]
    public void Open_LineInTheMiddleDamaged_IsRefusedWithItsNumber()
    {
        Write([SessionStep.Opened, SessionStep.Frozen]);
        var lines = File.ReadAllLines(JournalPath);
        lines[1] = lines[1][5..];
        File.WriteAllText(JournalPath, string.Join('\n', lines) + "\n");

        var error = Assert.Throws<JournalException>(() => Reopen());

        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SetPlan_ReadBack_IsTheSame()
    {
        var plan = new SessionPlan { ContainerId = "abc", Bundle = "/b", Process = 42, ProcessStart = ulong.MaxValue, HostInterface = "veth1", Bridge = "cni0", Address = "10.0.0.1" };
        Create().SetPlan(plan);

        Assert.Equal(plan, Reopen().Plan);
    }

    [Fact]
    public void TryAppend_StepThatThePresentOneForbids_ChangesNothing()
    {
        var log = Write([SessionStep.Released]);

        Assert.False(log.TryAppend(SessionSteps.IsBeforeCommit, SessionStep.RolledBack, "Aborted", ""));

        Assert.Equal(SessionStep.Released, Reopen().Step);
    }

    [Fact]
    public async Task WatchAsync_EventsBeforeAndAfterItBegan_AreAllSeenOnceAndItEndsWithTheSession()
    {
        var log = Write([SessionStep.Opened]);
        var seen = new List<SessionStep>();
        var watch = Task.Run(async () =>
        {
            await foreach (var item in log.WatchAsync(CancellationToken.None))
            {
                seen.Add(item.Step);
            }
        });
        foreach (var step in Steps.Skip(1))
        {
            Write(log, step);
        }

        await watch.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Steps, seen);
    }

    private SessionLog Write(IEnumerable<SessionStep> steps)
    {
        var log = Create();
        foreach (var step in steps)
        {
            Write(log, step);
        }

        return log;
    }

    private static void Write(SessionLog log, SessionStep step) => Assert.True(log.TryAppend(_ => true, step, "Reason", "A sentence.", new Measurements { FreezeMs = 5 }));

    private SessionLog Create() =>
        SessionLog.Create(JournalPath, _time, Uid, SessionRole.Source, new StartSourceRequest { MigrationUid = Uid, TargetNode = "n2" });

    private SessionLog Reopen() => SessionLog.Open(JournalPath, _time, Uid, SessionRole.Source)!.Value.Log;
}

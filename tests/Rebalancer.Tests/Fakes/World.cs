using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.TestKit;
using PodMotion.TestKit.Kubernetes;
using Xunit;

namespace PodMotion.Rebalancer.Tests.Fakes;

/// <summary>
/// Two nodes, a pod on n1, a PodMigration and everything outside the rebalancer: <see cref="Outside"/> is one move of kubelets and data plane, which checks
/// each time that no two copies run.
/// </summary>
public sealed class World : IAsyncDisposable
{
    public static readonly ObjectKey Key = new("prod", "move-web");
    public static readonly ObjectKey SourceKey = new("prod", "web-0");
    public static readonly ObjectKey TargetKey = new("prod", "web-0-m1");
    public const string MigrationUid = "11111111-0000-0000-0000-000000000001";

    private static readonly SessionStep[] Kept =
    [
        SessionStep.Opened, SessionStep.Inventoried, SessionStep.Frozen, SessionStep.HandedOver, SessionStep.Dumped, SessionStep.Transferred,
        SessionStep.Reattached, SessionStep.Released, SessionStep.HandedBack, SessionStep.Ended,
    ];

    private static readonly SessionStep[] Closed =
    [
        SessionStep.Opened, SessionStep.Frozen, SessionStep.Dumped, SessionStep.Transferred, SessionStep.Reattached, SessionStep.Released,
        SessionStep.HandedBack, SessionStep.Ended,
    ];

    private RunningRebalancer? process;

    private World(FakeApiServer api, ManualTimeProvider time, AgentPair agents) => (Api, Time, Agents) = (api, time, agents);

    public FakeApiServer Api { get; }

    public ManualTimeProvider Time { get; }

    public AgentPair Agents { get; }

    /// <summary>The source's agent fails instead of reaching this step.</summary>
    public SessionStep? FailsAt { get; set; }

    public RunningRebalancer Process => process!;

    public static async Task<World> StartAsync(AgentPair agents, TcpPreservationMode tcp = TcpPreservationMode.None)
    {
        var time = new ManualTimeProvider();
        agents.Reset(time);
        var world = new World(await FakeApiServer.StartAsync(time), time, agents);
        world.Api.Put(CoreTypes.Namespaces, new Namespace { Metadata = new() { Name = "prod" } });
        world.Api.Put(CoreTypes.Nodes, Objects.Node("n1"));
        world.Api.Put(CoreTypes.Nodes, Objects.Node("n2"));
        world.Api.Put(CoreTypes.Pods, Objects.Pod());
        world.Put(Objects.Migration(tcp));
        return world;
    }

    public PodMigration Put(PodMigration migration) => Api.Put(PodMotionTypes.PodMigrations, migration);

    public PodMigration? Migration => Api.Find(PodMotionTypes.PodMigrations, Key);

    public MigrationPhase Phase => Migration?.Status?.Phase ?? MigrationPhase.Pending;

    public Pod? Source => Api.Find(CoreTypes.Pods, SourceKey);

    public Pod? Target => Api.Find(CoreTypes.Pods, TargetKey);

    private FakeSession? SourceSession => Agents.N1.Sessions.GetValueOrDefault(MigrationUid);

    private FakeSession? TargetSession => Agents.N2.Sessions.GetValueOrDefault(MigrationUid);

    /// <summary>Ends the process that there is and starts another one.</summary>
    public async Task RestartAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        Api.Faults.Mend();
        Agents.Line.Mend();
        process = await RunningRebalancer.StartAsync(Api, Time, Agents);
    }

    /// <summary>Looks until there is nothing left to do at once, then lets the outside make one move; a process whose line was cut is started anew.</summary>
    public async Task TurnAsync()
    {
        if (process is null)
        {
            await RestartAsync();
        }

        TimeSpan? again;
        do
        {
            again = await LookAsync();
        }
        while (again == TimeSpan.Zero && !IsOver);
        Outside();
        Time.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>True when nothing of the migration is left to be done.</summary>
    public bool IsOver => Migration is not { } migration || (migration.Status?.Phase.IsFinal() == true && migration.Metadata.Finalizers.Count == 0);

    public async Task RunToEndAsync()
    {
        for (var turn = 0; turn < 100; turn++)
        {
            if (IsOver)
            {
                return;
            }

            await TurnAsync();
        }

        Assert.Fail($"After 100 turns the migration is in {Phase}: {Migration?.Status?.Message}");
    }

    public async Task RunUntilAsync(MigrationPhase phase)
    {
        await RestartAsync();
        for (var look = 0; look < 200 && Phase != phase; look++)
        {
            if (await LookAsync() != TimeSpan.Zero)
            {
                Outside();
                Time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Assert.Equal(phase, Phase);
    }

    public async Task DeleteMigrationAsync()
    {
        using var client = Api.CreateClient();
        await client.DeleteAsync(PodMotionTypes.PodMigrations, Key, new(), CancellationToken.None);
    }

    public void Outside()
    {
        foreach (var pod in Api.All(CoreTypes.Pods).Where(static pod => pod.Metadata.DeletionTimestamp is not null))
        {
            Api.Remove(CoreTypes.Pods, ObjectKey.Of(pod));
        }

        if (TargetSession is { Step: SessionStep.Prepared } target && Target is { Spec.NodeName: "n2" } bound && bound.Metadata.Uid == target.PodUid)
        {
            target.Add(SessionStep.Parked, Time.GetUtcNow());
        }
        else if (SourceSession is { Over: false } source && source.Step != SessionStep.InDoubt)
        {
            Advance(source);
        }

        Assert.True(Copies() <= 1, "Two copies run.");
    }

    /// <summary>How many copies of the pod run.</summary>
    public int Copies()
    {
        var source = Source is { Metadata.Uid: "source" } && SourceSession?.Stopped != true && !Ended ? 1 : 0;
        return source + (Target?.Status.Phase == "Running" ? 1 : 0);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        await Api.DisposeAsync();
    }

    private bool Ended { get; set; }

    private async Task<TimeSpan?> LookAsync()
    {
        try
        {
            var again = await Process.LookAsync(Key);
            if (!Agents.Line.WasCut)
            {
                return again;
            }
        }
        catch (KubeException)
        {
            // The process dies of it.
        }

        await RestartAsync();
        return TimeSpan.Zero;
    }

    private void Advance(FakeSession source)
    {
        var steps = source.TcpKept ? Kept : Closed;
        var next = steps[Array.IndexOf(steps, source.Step) + 1];
        if (next == FailsAt || (next < SessionStep.HandedBack && TargetSession?.Step is null or SessionStep.Abandoned))
        {
            source.Add(SessionStep.RolledBack, Time.GetUtcNow(), "RestoreRefused", "CRIU refused the restore.");
            return;
        }

        source.Add(next, Time.GetUtcNow());
        switch (next)
        {
            case SessionStep.Transferred:
                TargetSession!.Add(SessionStep.Received, Time.GetUtcNow());
                break;
            case SessionStep.Reattached:
                TargetSession!.Add(SessionStep.Restored, Time.GetUtcNow());
                break;
            case SessionStep.HandedBack:
                TargetSession!.Add(SessionStep.Resumed, Time.GetUtcNow());
                Ended = true;
                Api.Put(CoreTypes.Pods, Target! with { Status = Objects.RunningStatus });
                break;
            default:
                break;
        }
    }
}

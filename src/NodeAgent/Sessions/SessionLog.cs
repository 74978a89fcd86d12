using System.Runtime.CompilerServices;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using PodMotion.Api.Agent;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>
/// The journalled state of one session: its last event is its state, and every change is a compare-and-append under one lock.
/// Safe for concurrent use.
/// </summary>
public sealed class SessionLog
{
    private readonly Lock _lock = new();
    private readonly JournalFile _journal;
    private readonly TimeProvider _timeProvider;
    private readonly List<SessionEvent> _events = [];
    private TaskCompletionSource _changed = NewSignal();

    private SessionLog(JournalFile journal, TimeProvider timeProvider, string migrationUid, SessionRole role) =>
        (_journal, _timeProvider, MigrationUid, Role) = (journal, timeProvider, migrationUid, role);

    /// <summary>The migration's UID.</summary>
    public string MigrationUid { get; }

    /// <summary>Which side this is.</summary>
    public SessionRole Role { get; }

    /// <summary>What the session touches; null before that is known.</summary>
    public SessionPlan? Plan { get; private set; }

    /// <summary>The last step; Unspecified before the first.</summary>
    public SessionStep Step
    {
        get
        {
            lock (_lock)
            {
                return StepLocked;
            }
        }
    }

    private SessionStep StepLocked => _events is [.., var last] ? last.Step : SessionStep.Unspecified;

    /// <summary>Begins a journal with the rebalancer's request.</summary>
    public static SessionLog Create(string path, TimeProvider timeProvider, string migrationUid, SessionRole role, IMessage request)
    {
        var log = new SessionLog(new JournalFile(path), timeProvider, migrationUid, role);
        log._journal.Append(new JournalEntry(JournalEntry.RequestKind, ToJson(request)));
        return log;
    }

    /// <summary>Reads a journal back.</summary>
    /// <returns>The log and its request's JSON; null where the crash came before the first whole line.</returns>
    /// <exception cref="JournalException">The file is damaged.</exception>
    public static (SessionLog Log, string Request)? Open(string path, TimeProvider timeProvider, string migrationUid, SessionRole role)
    {
        var log = new SessionLog(new JournalFile(path), timeProvider, migrationUid, role);
        var entries = log._journal.Open();
        if (entries is not [{ Kind: JournalEntry.RequestKind } request, ..])
        {
            return entries.Count == 0 ? null : throw new JournalException($"Journal '{path}' does not begin with a request.");
        }

        foreach (var entry in entries.Skip(1))
        {
            log.Replay(entry);
        }

        return (log, request.Data.GetRawText());
    }

    /// <summary>Journals what the session is going to touch.</summary>
    public void SetPlan(SessionPlan plan)
    {
        lock (_lock)
        {
            _journal.Append(new JournalEntry(JournalEntry.PlanKind, JsonSerializer.SerializeToElement(plan)));
            Plan = plan;
        }
    }

    /// <summary>Journals a step where the present one allows it.</summary>
    /// <returns>False, and nothing happens, where it does not.</returns>
    /// <exception cref="JournalException">It is not known whether the step is on disk.</exception>
    public bool TryAppend(Func<SessionStep, bool> from, SessionStep step, string reason, string message, Measurements? measurements = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        lock (_lock)
        {
            if (!from(StepLocked))
            {
                return false;
            }

            var next = new SessionEvent
            {
                Sequence = (uint)_events.Count + 1,
                Step = step,
                Time = _timeProvider.GetUtcNow().ToTimestamp(),
                Reason = reason,
                Message = message,
                Measurements = measurements?.Clone() ?? new Measurements(),
            };
            _journal.Append(new JournalEntry(JournalEntry.EventKind, ToJson(next)));
            _events.Add(next);
            _changed.SetResult();
            _changed = NewSignal();
            return true;
        }
    }

    /// <summary>Everything so far.</summary>
    public SessionReport Report(string instanceId)
    {
        lock (_lock)
        {
            var report = new SessionReport { MigrationUid = MigrationUid, Role = Role, InstanceId = instanceId };
            report.Events.AddRange(_events.Select(item => item.Clone()));
            return report;
        }
    }

    /// <summary>The last event; null before the first.</summary>
    public SessionEvent? Last()
    {
        lock (_lock)
        {
            return _events is [.., var last] ? last.Clone() : null;
        }
    }

    /// <summary>Every event from the first, then each as it happens, to the session's end.</summary>
    public async IAsyncEnumerable<SessionEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var sent = 0; ;)
        {
            List<SessionEvent> more;
            Task changed;
            lock (_lock)
            {
                more = [.. _events.Skip(sent).Select(item => item.Clone())];
                changed = _changed.Task;
            }

            foreach (var item in more)
            {
                yield return item;
                if (item.Step.IsEnd())
                {
                    yield break;
                }
            }

            sent += more.Count;
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Completes when the session has ended.</summary>
    public async Task<SessionEvent> EndAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in WatchAsync(cancellationToken))
        {
            if (item.Step.IsEnd())
            {
                return item;
            }
        }

        throw new InvalidOperationException("A watch ends with the session's end only; this is a defect of the agent.");
    }

    /// <summary>Removes the journal.</summary>
    public void Delete() => _journal.Delete();

    private void Replay(JournalEntry entry)
    {
        if (entry.Kind == JournalEntry.PlanKind)
        {
            Plan = entry.Data.Deserialize<SessionPlan>();
        }
        else
        {
            _events.Add(JsonParser.Default.Parse<SessionEvent>(entry.Data.GetRawText()));
        }
    }

    private static JsonElement ToJson(IMessage message) => JsonSerializer.Deserialize<JsonElement>(JsonFormatter.Default.Format(message));

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using Microsoft.Extensions.Logging.Abstractions;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;

namespace PodMotion.EndToEnd.Harness;

/// <summary>One PodMigration, followed from its creation: every state that the API server told, in order.</summary>
public sealed class MigrationRun : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<PodMigration> states = [];
    private readonly TimeProvider time;
    private readonly CancellationToken cancellationToken;
    private TaskCompletionSource changed = NewSignal();
    private Task? watching;
    private bool gone;

    private MigrationRun(PodMigration created, TimeProvider time, CancellationToken cancellationToken)
    {
        (this.time, this.cancellationToken) = (time, cancellationToken);
        states.Add(created);
    }

    public ObjectKey Key => ObjectKey.Of(states[0]);

    public string Uid => states[0].Metadata.Uid;

    /// <summary>The last state that was told.</summary>
    public PodMigration Last
    {
        get
        {
            lock (gate)
            {
                return states[^1];
            }
        }
    }

    public MigrationPhase Phase => Last.Status?.Phase ?? MigrationPhase.Pending;

    /// <summary>Every status message that was told, without repetitions.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (gate)
            {
                return [.. states.Select(state => state.Status?.Message).OfType<string>().Distinct()];
            }
        }
    }

    /// <summary>Follows a PodMigration that exists.</summary>
    public static MigrationRun Follow(KubeClient kube, PodMigration migration, TimeProvider time, CancellationToken cancellationToken)
    {
        var run = new MigrationRun(migration, time, cancellationToken);
        var selection = new Selection { Namespace = migration.Metadata.Namespace, Fields = "metadata.name=" + migration.Metadata.Name };
        run.watching = new Watcher<PodMigration>(kube, Kinds.PodMigrations, selection, time, NullLogger.Instance).RunAsync(run.Take, run.stop.Token);
        return run;
    }

    /// <summary>Waits until it has entered this phase; fails where it ends without. An object without a status is Pending.</summary>
    public Task ReachedAsync(MigrationPhase phase) =>
        UntilAsync($"phase {phase}", migration => migration.Status is { } status
            ? status.Phase == phase || status.PhaseTransitions.Any(entered => entered.Phase == phase)
            : phase == MigrationPhase.Pending);

    /// <summary>Waits for its final phase and returns the object as it is then.</summary>
    public async Task<PodMigration> EndAsync()
    {
        await UntilAsync("a final phase", migration => migration.Status?.Phase.IsFinal() == true);
        return Last;
    }

    /// <summary>Waits until the object is gone and returns its last state.</summary>
    public async Task<PodMigration> GoneAsync()
    {
        await UntilAsync("the object's removal", _ => gone);
        return Last;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await (watching ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task UntilAsync(string what, Func<PodMigration, bool> holds)
    {
        using var limit = new CancellationTokenSource(Limits.Migration, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (holds(states[^1]))
                {
                    return;
                }

                next = changed.Task;
            }

            FailWhereOver(what);
            await WaitAsync(next, what, either.Token);
        }
    }

    private void FailWhereOver(string what)
    {
        if (gone || Last.Status?.Phase.IsFinal() == true && Last.Metadata.DeletionTimestamp is null)
        {
            throw new InvalidOperationException($"PodMigration '{Key}' ended in phase {Phase} and never had {what}: {Last.Status?.Message}");
        }
    }

    private async Task WaitAsync(Task next, string what, CancellationToken either)
    {
        try
        {
            await next.WaitAsync(either);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"PodMigration '{Key}' is in phase {Phase} and has not had {what} in time: {Last.Status?.Message}");
        }
    }

    private void Take(WatchEvent<PodMigration> told)
    {
        lock (gate)
        {
            states.AddRange(told.Items);
            gone = told.Kind == WatchEventKind.Deleted || (told.Kind == WatchEventKind.Listed && told.Items.Count == 0);
            changed.SetResult();
            changed = NewSignal();
        }
    }
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Migration;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>One PodMigration: observe, decide, record, then do, in this order; a process that dies at any point is followed by one that goes on from there.</summary>
public sealed partial class MigrationReconciler(
    MigrationObserver observer,
    MigrationQueue queue,
    MigrationWriter writer,
    MigrationEffects effects,
    SessionFollowers followers,
    ILogger<MigrationReconciler> logger)
{
    private static readonly TimeSpan TurnPoll = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks at one migration once.</summary>
    /// <returns>When to look again though nothing was reported; null: only a change matters.</returns>
    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await observer.ObserveAsync(key, cancellationToken) is not { } observed)
        {
            followers.Leave(key);
            return null;
        }

        if (observed.Phase != MigrationPhase.Queued)
        {
            return await StepAsync(key, observed, cancellationToken);
        }

        // Who waits for its turn to ask must not hold a worker.
        if (!await queue.Turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return TurnPoll;
        }

        try
        {
            // Observed again: while it waited for its turn to ask, another one may have been let go.
            return await observer.ObserveAsync(key, cancellationToken) is { } now ? await StepAsync(key, now, cancellationToken) : null;
        }
        finally
        {
            queue.Turn.Release();
        }
    }

    private async Task<TimeSpan?> StepAsync(ObjectKey key, Observed observed, CancellationToken cancellationToken)
    {
        followers.Follow(key, observed);
        var decision = MigrationMachine.Decide(observed);
        if (await writer.RecordAsync(observed, decision, cancellationToken) is not { } recorded)
        {
            return TimeSpan.Zero;
        }

        foreach (var effect in decision.Effects)
        {
            Log.Does(logger, key.ToString(), observed.Phase, effect);
            var result = await effects.DoAsync(effect, recorded, decision, cancellationToken);
            if (result.Refusal is { } refusal)
            {
                return await RefusedAsync(recorded with { Refusal = refusal }, cancellationToken);
            }
        }

        return decision.Next is null ? decision.LookAgain : TimeSpan.Zero;
    }

    // Decided once more with what is known now: a refusal that the phase has no answer to is looked at again later.
    private async Task<TimeSpan?> RefusedAsync(Observed observed, CancellationToken cancellationToken)
    {
        var decision = MigrationMachine.Decide(observed);
        await writer.RecordAsync(observed, decision with { Effects = [] }, cancellationToken);
        return decision.Next is null ? decision.LookAgain : TimeSpan.Zero;
    }

    private static partial class Log
    {
        [LoggerMessage(1202, LogLevel.Debug, "PodMigration '{Migration}' in {Phase}: {Effect}.")]
        public static partial void Does(ILogger logger, string migration, MigrationPhase phase, MigrationEffect effect);
    }
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Migration;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>
/// Reads everything that a decision about one migration may look at, once, and from its source: the object, the two pods, the two agents' journals. The caches
/// only answer what concerns the cluster as a whole.
/// </summary>
public sealed class MigrationObserver(
    KubeClient client, SessionReader sessions, MigrationValidator validator, MigrationQueue queue, TimeProvider time)
{
    /// <summary>The observation; null where there is no such migration.</summary>
    public async Task<Observed?> ObserveAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await client.GetAsync(PodMotionTypes.PodMigrations, key, cancellationToken) is not { } migration)
        {
            return null;
        }

        var observed = new Observed { Migration = migration, Now = time.GetUtcNow() };
        return observed.Phase switch
        {
            MigrationPhase.Pending => observed,
            MigrationPhase.Validating => observed with { Validation = await validator.ValidateAsync(migration, cancellationToken) },
            MigrationPhase.Queued => await QueuedAsync(observed, cancellationToken),
            MigrationPhase.PreparingTarget or MigrationPhase.Checkpointing or MigrationPhase.SocketInventory or MigrationPhase.OverlayHandoff
                or MigrationPhase.Transferring or MigrationPhase.Restoring or MigrationPhase.RestoreSocketReattach or MigrationPhase.DisengageHold
                or MigrationPhase.TCPVerifying or MigrationPhase.ServiceVerifying or MigrationPhase.CutoverComplete or MigrationPhase.RollingBack =>
                await WithSessionsAsync(await WithPodsAsync(observed, cancellationToken), cancellationToken),
            MigrationPhase.Complete or MigrationPhase.DryRunComplete or MigrationPhase.Failed or MigrationPhase.RolledBack =>
                observed.HasFinalizer && observed.TargetStarted ? await WithSessionsAsync(observed, cancellationToken) : observed,
        };
    }

    private async Task<Observed> QueuedAsync(Observed observed, CancellationToken cancellationToken)
    {
        observed = await WithPodsAsync(observed, cancellationToken) with { Queue = await queue.AskAsync(observed.Migration, cancellationToken) };
        return observed is { Queue.WaitsFor: null, DeletionRequested: false }
            ? observed with { Validation = await validator.ValidateAsync(observed.Migration, cancellationToken) }
            : observed;
    }

    private async Task<Observed> WithPodsAsync(Observed observed, CancellationToken cancellationToken)
    {
        var (migration, status) = (observed.Migration, observed.Migration.Status!);
        var source = await client.GetAsync(CoreTypes.Pods, new(migration.Metadata.Namespace, migration.Spec.PodName), cancellationToken);
        var target = status.TargetPodName is { } name
            ? await client.GetAsync(CoreTypes.Pods, new(migration.Metadata.Namespace, name), cancellationToken)
            : null;
        return observed with { Source = PodStates.Source(source, status.SourcePodUID), Target = PodStates.Target(target, migration) };
    }

    // An agent that was never asked to take part need not be asked what it knows.
    private async Task<Observed> WithSessionsAsync(Observed observed, CancellationToken cancellationToken)
    {
        var (uid, status) = (observed.Migration.Metadata.Uid, observed.Migration.Status!);
        var source = observed.SourceStarted ? sessions.ReadAsync(status.SourceNodeName, uid, cancellationToken) : Task.FromResult(SessionView.NotFound);
        var target = observed.TargetStarted ? sessions.ReadAsync(status.TargetNodeName, uid, cancellationToken) : Task.FromResult(SessionView.NotFound);
        return observed with { SourceSession = await source, TargetSession = await target };
    }
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Migration;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Says on the PodMigration, and on the pod where it concerns somebody who does not know of migrations, what was recorded.</summary>
public sealed class MigrationEvents(KubeClient client, EventRecorder recorder)
{
    /// <summary>A decision was recorded in the status.</summary>
    public async Task RecordedAsync(PodMigration migration, Decision decision, CancellationToken cancellationToken)
    {
        if (decision.Weight == DecisionWeight.Quiet)
        {
            return;
        }

        await SayAsync(PodMotionTypes.PodMigrations, migration, decision, cancellationToken);
        if (PodName(migration, decision) is { } name
            && await client.GetAsync(CoreTypes.Pods, new(migration.Metadata.Namespace, name), cancellationToken) is { } pod)
        {
            await SayAsync(CoreTypes.Pods, pod, decision, cancellationToken);
        }
    }

    private static string? PodName(PodMigration migration, Decision decision) => decision.Next switch
    {
        MigrationPhase.PreparingTarget or MigrationPhase.RollingBack or MigrationPhase.RolledBack => migration.Spec.PodName,
        MigrationPhase.Complete => migration.Status?.TargetPodName,
        MigrationPhase.Failed => migration.Status?.TargetPodUID is null ? migration.Spec.PodName : migration.Status.TargetPodName,
        _ => null,
    };

    private Task SayAsync(ResourceType type, IKubeObject about, Decision decision, CancellationToken cancellationToken) =>
        decision.Weight == DecisionWeight.Warning
            ? recorder.WarningAsync(type, about, decision.Reason, decision.Message, cancellationToken)
            : recorder.NormalAsync(type, about, decision.Reason, decision.Message, cancellationToken);
}

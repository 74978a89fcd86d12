using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Migration;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Makes, binds and deletes the pods of a migration.</summary>
public sealed class PodEffects(KubeClient client)
{
    // There is nobody to stop gracefully. A second leaves it to the kubelet to say that the pod is over; none is needed where an agent has journalled that the
    // pod never runs on its node again, and asking the kubelet would hold the end of the migration up for its next look, ten seconds or two.
    private const int Grace = 1;
    private const int NoGrace = 0;

    /// <summary>Makes the target pod unscheduled. One of that name that exists is looked at next time.</summary>
    public async Task<EffectResult> CreateTargetAsync(PodMigration migration, CancellationToken cancellationToken)
    {
        var source = await client.GetRawAsync(CoreTypes.Pods, new(migration.Metadata.Namespace, migration.Spec.PodName), cancellationToken);
        if (source is null || (string?)source["metadata"]?["uid"] != migration.Status!.SourcePodUID)
        {
            return EffectResult.Done;
        }

        var result = await client.CreateRawAsync(CoreTypes.Pods, TargetPod.From(source, migration), cancellationToken);
        return result.Outcome switch
        {
            KubeOutcome.Done or KubeOutcome.AlreadyExists => EffectResult.Done,
            KubeOutcome.Invalid or KubeOutcome.Forbidden or KubeOutcome.NotFound => new(result.Message),
            KubeOutcome.Conflict or KubeOutcome.Gone => throw new KubeException(result.Message),
        };
    }

    /// <summary>Binds the target pod; one that is bound already stays as it is.</summary>
    public async Task<EffectResult> BindTargetAsync(Observed o, CancellationToken cancellationToken)
    {
        var status = o.Migration.Status!;
        var result = await client.BindPodAsync(
            new(o.Migration.Metadata.Namespace, status.TargetPodName!), o.Target.Uid!, status.TargetNodeName!, cancellationToken);
        return result.Outcome switch
        {
            KubeOutcome.Done or KubeOutcome.Conflict or KubeOutcome.AlreadyExists or KubeOutcome.NotFound => EffectResult.Done,
            KubeOutcome.Invalid or KubeOutcome.Forbidden => new(result.Message),
            KubeOutcome.Gone => throw new KubeException(result.Message),
        };
    }

    /// <summary>Deletes the target pod that was observed, never a namesake.</summary>
    public Task<EffectResult> DeleteTargetAsync(Observed o, CancellationToken cancellationToken) =>
        DeleteAsync(o, o.Migration.Status!.TargetPodName!, o.Target.Uid!, o.TargetSession.Step == SessionStep.Abandoned, cancellationToken);

    /// <summary>Deletes the source pod that was moved, never a namesake.</summary>
    public Task<EffectResult> DeleteSourceAsync(Observed o, CancellationToken cancellationToken) =>
        DeleteAsync(o, o.Migration.Spec.PodName, o.Migration.Status!.SourcePodUID!, o.SourceSession.Step == SessionStep.Ended, cancellationToken);

    private async Task<EffectResult> DeleteAsync(Observed o, string name, string uid, bool overForGood, CancellationToken cancellationToken)
    {
        var deletion = new Deletion { Uid = uid, GracePeriodSeconds = overForGood ? NoGrace : Grace };
        var result = await client.DeleteAsync(CoreTypes.Pods, new(o.Migration.Metadata.Namespace, name), deletion, cancellationToken);
        return result.Outcome is KubeOutcome.Done or KubeOutcome.NotFound or KubeOutcome.Conflict
            ? EffectResult.Done
            : throw new KubeException(result.Message);
    }
}

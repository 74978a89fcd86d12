using PodMotion.Policies.Migration;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Does what was decided. Each effect is idempotent: names and UIDs are those recorded in the status before.</summary>
public sealed class MigrationEffects(PodEffects pods, AgentEffects agents, FinalizerEffects finalizer)
{
    /// <summary>Does one effect. What may help to be tried again is thrown.</summary>
    public Task<EffectResult> DoAsync(MigrationEffect effect, Observed o, Decision decision, CancellationToken cancellationToken) => effect switch
    {
        MigrationEffect.AddFinalizer => finalizer.AddAsync(o.Migration, cancellationToken),
        MigrationEffect.CreateTargetPod => pods.CreateTargetAsync(o.Migration, cancellationToken),
        MigrationEffect.PrepareTarget => agents.PrepareTargetAsync(o, cancellationToken),
        MigrationEffect.BindTargetPod => pods.BindTargetAsync(o, cancellationToken),
        MigrationEffect.StartSource => agents.StartSourceAsync(o.Migration, cancellationToken),
        MigrationEffect.AbortSource => agents.AbortAsync(o.Migration, o.Migration.Status!.SourceNodeName!, decision.Message, cancellationToken),
        MigrationEffect.AbortTarget => agents.AbortAsync(o.Migration, o.Migration.Status!.TargetNodeName!, decision.Message, cancellationToken),
        MigrationEffect.DeleteTargetPod => pods.DeleteTargetAsync(o, cancellationToken),
        MigrationEffect.DeleteSourcePod => pods.DeleteSourceAsync(o, cancellationToken),
        MigrationEffect.ForgetSessions => agents.ForgetAsync(o, cancellationToken),
        MigrationEffect.RemoveFinalizer => finalizer.RemoveAsync(o.Migration, cancellationToken),
    };
}

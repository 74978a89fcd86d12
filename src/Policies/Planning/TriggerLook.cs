using PodMotion.Policies.Expressions;
using PodMotion.Policies.Triggers;

namespace PodMotion.Policies.Planning;

/// <summary>What one evaluation sees of a trigger for one node.</summary>
/// <param name="Sight">The trigger.</param>
/// <param name="Node">The node as measured.</param>
/// <param name="State">Where the trigger stands.</param>
internal sealed record TriggerLook(TriggerSight Sight, NodeFacts Node, TriggerState State)
{
    public string Trigger => Sight.Trigger.Spec.Name;

    public string Name => Node.View.Name;

    /// <summary>Pods that may still be chosen.</summary>
    public int Left => Sight.Trigger.Spec.MaxMigrationsPerFiring - State.Chosen;
}

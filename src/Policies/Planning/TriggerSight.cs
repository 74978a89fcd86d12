using PodMotion.Policies.Expressions;
using PodMotion.Policies.Snapshot;
using PodMotion.Policies.Triggers;

namespace PodMotion.Policies.Planning;

/// <summary>A trigger with the nodes that it looks at.</summary>
/// <param name="Policy">Its policy.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="Cluster">Those nodes, summed up.</param>
/// <param name="Now">The time.</param>
internal sealed record TriggerSight(CompiledPolicy Policy, CompiledTrigger Trigger, ClusterFacts Cluster, DateTimeOffset Now)
{
    /// <summary>Whether the trigger looks at the node.</summary>
    public bool Covers(NodeView node) => Covers(Policy, Trigger, node);

    /// <summary>Everything that its expressions can read about the node.</summary>
    public EvaluationScope Scope(NodeFacts node) => new(node, Cluster, Now);

    /// <summary>What its expressions say about the node.</summary>
    public TriggerReading Read(NodeFacts node) => TriggerReading.Of(Trigger, Scope(node));

    public static TriggerSight Of(CompiledPolicy policy, CompiledTrigger trigger, ClusterIndex index, DateTimeOffset now) =>
        new(policy, trigger, ClusterFacts.Of([.. index.Nodes.Where(node => Covers(policy, trigger, node.View))]), now);

    private static bool Covers(CompiledPolicy policy, CompiledTrigger trigger, NodeView node) =>
        (policy.Spec.Selector?.NodeSelector).Matches(node.Labels) && trigger.Spec.NodeSelector.Matches(node.Labels);
}

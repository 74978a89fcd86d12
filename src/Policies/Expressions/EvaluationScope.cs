namespace PodMotion.Policies.Expressions;

/// <summary>Everything that an expression can read.</summary>
/// <param name="Node">The subject.</param>
/// <param name="Cluster">The nodes that the trigger looks at.</param>
/// <param name="Time">Now, UTC.</param>
internal readonly record struct EvaluationScope(NodeFacts Node, ClusterFacts Cluster, DateTimeOffset Time);

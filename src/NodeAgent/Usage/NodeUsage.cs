using System.Collections.Immutable;

namespace PodMotion.NodeAgent.Usage;

/// <summary>What the node and its pods used at one moment. Immutable.</summary>
/// <param name="SampledAt">When the sample was taken.</param>
/// <param name="Node">The node as a whole, system processes included.</param>
/// <param name="Pods">By pod UID; a pod that vanished while it was read is not there.</param>
public sealed record NodeUsage(DateTimeOffset SampledAt, UsageFigures Node, ImmutableSortedDictionary<string, UsageFigures> Pods);

namespace PodMotion.Policies.Expressions;

/// <summary>What expressions read about all nodes that a trigger looks at.</summary>
/// <param name="Nodes">How many they are.</param>
/// <param name="Cpu">CPU over those that are ready and measured.</param>
/// <param name="Memory">Memory over those that are ready and measured.</param>
internal sealed record ClusterFacts(int Nodes, ResourceSpread Cpu, ResourceSpread Memory)
{
    /// <summary>
    /// Sums nodes up. A node that is not ready or has no agent is left out; one that has an agent and no fresh sample makes all values unknown, as a mean
    /// over the others would be of another cluster.
    /// </summary>
    public static ClusterFacts Of(IReadOnlyList<NodeFacts> nodes)
    {
        var measured = nodes.Where(static node => node.View.Ready && node.View.AgentReady).ToList();
        return new ClusterFacts(
            nodes.Count,
            ResourceSpread.Of(measured.ConvertAll(static node => node.CpuUsagePercent)),
            ResourceSpread.Of(measured.ConvertAll(static node => node.MemoryUsagePercent)));
    }
}

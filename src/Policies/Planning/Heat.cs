using PodMotion.Policies.Expressions;

namespace PodMotion.Policies.Planning;

/// <summary>How hot a node is.</summary>
internal static class Heat
{
    /// <summary>The percent used of the scarcer resource; infinite where one is unknown.</summary>
    public static double Of(NodeFacts node)
    {
        var heat = Math.Max(node.CpuUsagePercent, node.MemoryUsagePercent);
        return double.IsNaN(heat) ? double.PositiveInfinity : heat;
    }
}

namespace PodMotion.NodeAgent.Usage;

/// <summary>What a node or a pod uses.</summary>
/// <param name="CpuCores">Average since the sample before, in cores, at least 0; null in the first sample of a cgroup and after its counter went back.</param>
/// <param name="MemoryWorkingSetBytes">Memory in use without file pages that can be dropped at once, in bytes.</param>
public sealed record UsageFigures(double? CpuCores, ulong MemoryWorkingSetBytes);

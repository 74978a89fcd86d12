namespace PodMotion.NodeAgent.Usage;

/// <summary>The counters of one cgroup at one moment.</summary>
/// <param name="CpuTime">CPU time consumed since the cgroup was made; never goes back while it lives.</param>
/// <param name="MemoryWorkingSetBytes">Memory in use without inactive file pages.</param>
public sealed record CgroupReading(TimeSpan CpuTime, ulong MemoryWorkingSetBytes);

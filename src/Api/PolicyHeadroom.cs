namespace PodMotion.Api;

/// <summary>What must be left on a target after a pod has arrived.</summary>
public sealed record PolicyHeadroom
{
    /// <summary>Percent of allocatable CPU, 0 to 90.</summary>
    public int CpuPercent { get; init; } = 15;

    /// <summary>Percent of allocatable memory, 0 to 90.</summary>
    public int MemoryPercent { get; init; } = 15;

    /// <summary>Pod slots, at least 0.</summary>
    public int Pods { get; init; } = 2;
}

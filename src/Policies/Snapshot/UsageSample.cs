namespace PodMotion.Policies.Snapshot;

/// <summary>What a node or pod used, as its node's agent measured it.</summary>
/// <param name="CpuCores">Average cores over the agent's last interval, at least 0.</param>
/// <param name="MemoryBytes">Working set in bytes, at least 0.</param>
/// <param name="Time">When it was measured, UTC.</param>
public sealed record UsageSample(double CpuCores, long MemoryBytes, DateTimeOffset Time)
{
    /// <summary>True when the sample is not older than <paramref name="maxAge"/> at <paramref name="now"/>.</summary>
    public bool IsFresh(DateTimeOffset now, TimeSpan maxAge) => now - Time <= maxAge;
}

namespace PodMotion.NodeAgent.Usage;

/// <summary>The arithmetic between two readings.</summary>
public static class UsageRate
{
    /// <summary>The usage between two readings that are <paramref name="elapsed"/> apart; no CPU figure where the counter went back or no time passed.</summary>
    public static UsageFigures Of(CgroupReading? before, CgroupReading now, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(now);
        var isComparable = before is not null && elapsed > TimeSpan.Zero && now.CpuTime >= before.CpuTime;
        var cores = isComparable ? (now.CpuTime - before!.CpuTime) / elapsed : (double?)null;
        return new UsageFigures(cores, now.MemoryWorkingSetBytes);
    }
}

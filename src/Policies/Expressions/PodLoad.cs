using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Expressions;

/// <summary>What a pod takes of a node. A usage that is missing or too old is NaN.</summary>
/// <param name="UsedCores">Cores used, or NaN.</param>
/// <param name="UsedMemoryBytes">Bytes used, or NaN.</param>
/// <param name="RequestedCores">Cores asked for.</param>
/// <param name="RequestedMemoryBytes">Bytes asked for.</param>
internal readonly record struct PodLoad(double UsedCores, double UsedMemoryBytes, double RequestedCores, double RequestedMemoryBytes)
{
    public static PodLoad Of(PodView pod, DateTimeOffset now, TimeSpan maxAge)
    {
        var usage = pod.Usage is { } sample && sample.IsFresh(now, maxAge) ? sample : null;
        return new PodLoad(usage?.CpuCores ?? double.NaN, usage?.MemoryBytes ?? double.NaN, pod.RequestedCores, pod.RequestedMemoryBytes);
    }

    /// <summary>The load with nothing in place of an unknown usage, where nodes are only ranked.</summary>
    public PodLoad KnownUsage() => this with
    {
        UsedCores = double.IsNaN(UsedCores) ? 0 : UsedCores,
        UsedMemoryBytes = double.IsNaN(UsedMemoryBytes) ? 0 : UsedMemoryBytes,
    };
}

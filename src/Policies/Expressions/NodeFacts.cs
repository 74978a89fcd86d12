using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Expressions;

/// <summary>A node and what is summed up about it, as expressions and placement read it. A number that is missing or too old is NaN.</summary>
/// <param name="View">The node.</param>
/// <param name="UsedCores">Cores used, or NaN.</param>
/// <param name="UsedMemoryBytes">Bytes used, or NaN.</param>
/// <param name="RequestedCores">Cores that its pods ask for.</param>
/// <param name="RequestedMemoryBytes">Bytes that its pods ask for.</param>
/// <param name="Pods">Pods bound to it.</param>
/// <param name="Outbound">Unfinished migrations that leave it.</param>
/// <param name="Inbound">Unfinished migrations that arrive.</param>
internal sealed record NodeFacts(
    NodeView View,
    double UsedCores,
    double UsedMemoryBytes,
    double RequestedCores,
    double RequestedMemoryBytes,
    int Pods,
    int Outbound,
    int Inbound)
{
    public double CpuUsagePercent => Percent(UsedCores, View.AllocatableCores);

    public double MemoryUsagePercent => Percent(UsedMemoryBytes, View.AllocatableMemoryBytes);

    public double CpuRequestedPercent => Percent(RequestedCores, View.AllocatableCores);

    public double MemoryRequestedPercent => Percent(RequestedMemoryBytes, View.AllocatableMemoryBytes);

    /// <summary>The node with a load added, or with negative amounts taken away, never below zero.</summary>
    public NodeFacts With(PodLoad load, int sign) => this with
    {
        UsedCores = Math.Max(0, UsedCores + (sign * load.UsedCores)),
        UsedMemoryBytes = Math.Max(0, UsedMemoryBytes + (sign * load.UsedMemoryBytes)),
        RequestedCores = Math.Max(0, RequestedCores + (sign * load.RequestedCores)),
        RequestedMemoryBytes = Math.Max(0, RequestedMemoryBytes + (sign * load.RequestedMemoryBytes)),
        Pods = Math.Max(0, Pods + sign),
    };

    private static double Percent(double part, double whole) => TruthLogic.Finite(part / whole * 100);
}

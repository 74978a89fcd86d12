namespace PodMotion.Api;

/// <summary>How many migrations of a policy may run at once.</summary>
public sealed record PolicyBudgets
{
    /// <summary>In the cluster, 1 to 1000.</summary>
    public int MaxConcurrent { get; init; } = 2;

    /// <summary>At one node, in either direction, 1 to 100; not above <see cref="MaxConcurrent"/>.</summary>
    public int MaxConcurrentPerNode { get; init; } = 1;
}

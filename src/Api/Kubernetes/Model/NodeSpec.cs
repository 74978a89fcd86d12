namespace PodMotion.Api.Kubernetes.Model;

/// <summary>What the administrator says about a node.</summary>
public sealed record NodeSpec
{
    /// <summary>Whether it is cordoned.</summary>
    public bool Unschedulable { get; init; }

    /// <summary>What pods must tolerate.</summary>
    public IReadOnlyList<Taint> Taints { get; init; } = [];

    /// <summary>The range of its pods' addresses.</summary>
    public string? PodCIDR { get; init; }
}

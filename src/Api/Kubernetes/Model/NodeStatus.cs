namespace PodMotion.Api.Kubernetes.Model;

/// <summary>What kubelet last said about a node.</summary>
public sealed record NodeStatus
{
    /// <summary>Its addresses.</summary>
    public IReadOnlyList<NodeAddress> Addresses { get; init; } = [];

    /// <summary>What pods may use.</summary>
    public IReadOnlyDictionary<string, Quantity> Allocatable { get; init; } = new Dictionary<string, Quantity>();

    /// <summary>What it has.</summary>
    public IReadOnlyDictionary<string, Quantity> Capacity { get; init; } = new Dictionary<string, Quantity>();

    /// <summary>Observations, such as <c>Ready</c>.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];
}

using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>What one node can take part in. Cluster-scoped, named after the node, made by the rebalancer where missing.</summary>
public sealed record NodeMigrationCapacity : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; } = PodMotionGroup.ApiVersion;

    /// <inheritdoc/>
    public string? Kind { get; init; } = nameof(NodeMigrationCapacity);

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>What a person decides.</summary>
    public NodeMigrationCapacitySpec Spec { get; init; } = new();

    /// <summary>What the node's agent reports.</summary>
    public NodeMigrationCapacityStatus? Status { get; init; }
}

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>A machine of the cluster.</summary>
public sealed record Node : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc/>
    public string? Kind { get; init; }

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>What the administrator says.</summary>
    public NodeSpec Spec { get; init; } = new();

    /// <summary>What kubelet last said.</summary>
    public NodeStatus Status { get; init; } = new();
}

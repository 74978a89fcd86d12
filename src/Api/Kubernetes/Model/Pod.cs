namespace PodMotion.Api.Kubernetes.Model;

/// <summary>A pod: containers that run together on one node.</summary>
public sealed record Pod : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc/>
    public string? Kind { get; init; }

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>What is to run.</summary>
    public PodSpec Spec { get; init; } = new();

    /// <summary>What kubelet last said.</summary>
    public PodStatus Status { get; init; } = new();
}

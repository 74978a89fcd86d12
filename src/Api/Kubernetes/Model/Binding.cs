namespace PodMotion.Api.Kubernetes.Model;

/// <summary>Says which node a pod is to run on.</summary>
public sealed record Binding : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc/>
    public string? Kind { get; init; }

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>The node.</summary>
    public ObjectReference Target { get; init; } = new();
}

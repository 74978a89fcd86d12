namespace PodMotion.Api.Kubernetes.Model;

/// <summary>A namespace.</summary>
public sealed record Namespace : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc/>
    public string? Kind { get; init; }

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();
}

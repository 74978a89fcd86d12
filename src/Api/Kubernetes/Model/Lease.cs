namespace PodMotion.Api.Kubernetes.Model;

/// <summary>Who holds something, and until when.</summary>
public sealed record Lease : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc/>
    public string? Kind { get; init; }

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>The holder.</summary>
    public LeaseSpec Spec { get; init; } = new();
}

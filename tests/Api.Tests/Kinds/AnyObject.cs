using PodMotion.Api.Kubernetes;

namespace PodMotion.Api.Tests.Kinds;

/// <summary>An object of whatever kind, of which only the identity matters.</summary>
internal sealed record AnyObject : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc/>
    public string? Kind { get; init; }

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();
}

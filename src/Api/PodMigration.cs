using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>One move of one running pod to another node. The only thing that crosses from deciding to doing.</summary>
public sealed record PodMigration : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; } = PodMotionGroup.ApiVersion;

    /// <inheritdoc/>
    public string? Kind { get; init; } = nameof(PodMigration);

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>What is asked for.</summary>
    public PodMigrationSpec Spec { get; init; } = new();

    /// <summary>What has happened; written by the rebalancer only. Null until it has been seen.</summary>
    public PodMigrationStatus? Status { get; init; }
}

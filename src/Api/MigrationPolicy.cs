using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>When, which pods and where to: rules by which the rebalancer makes PodMigrations on its own. Cluster-scoped.</summary>
public sealed record MigrationPolicy : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; } = PodMotionGroup.ApiVersion;

    /// <inheritdoc/>
    public string? Kind { get; init; } = nameof(MigrationPolicy);

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>What is asked for.</summary>
    public MigrationPolicySpec Spec { get; init; } = new();

    /// <summary>What the rebalancer makes of it.</summary>
    public MigrationPolicyStatus? Status { get; init; }
}

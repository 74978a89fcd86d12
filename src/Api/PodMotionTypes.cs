using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>Where the API server serves PodMotion's own kinds.</summary>
public static class PodMotionTypes
{
    /// <summary>PodMigrations, namespaced.</summary>
    public static ResourceType<PodMigration> PodMigrations { get; } =
        new(PodMotionGroup.Group, PodMotionGroup.Version, "podmigrations", nameof(PodMigration), Namespaced: true);

    /// <summary>MigrationPolicies, of the whole cluster.</summary>
    public static ResourceType<MigrationPolicy> MigrationPolicies { get; } =
        new(PodMotionGroup.Group, PodMotionGroup.Version, "migrationpolicies", nameof(MigrationPolicy), Namespaced: false);

    /// <summary>NodeMigrationCapacities, of the whole cluster.</summary>
    public static ResourceType<NodeMigrationCapacity> NodeMigrationCapacities { get; } =
        new(PodMotionGroup.Group, PodMotionGroup.Version, "nodemigrationcapacities", nameof(NodeMigrationCapacity), Namespaced: false);
}

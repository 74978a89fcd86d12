using PodMotion.Api;
using PodMotion.Api.Kubernetes;

namespace PodMotion.EndToEnd.Harness;

/// <summary>The kinds that scenarios make, besides the core ones.</summary>
internal static class Kinds
{
    public static ResourceType<PodMigration> PodMigrations { get; } =
        new(PodMotionGroup.Group, PodMotionGroup.Version, "podmigrations", nameof(PodMigration), Namespaced: true);

    public static ResourceType<MigrationPolicy> Policies { get; } =
        new(PodMotionGroup.Group, PodMotionGroup.Version, "migrationpolicies", nameof(MigrationPolicy), Namespaced: false);

    public static ResourceType<NodeMigrationCapacity> Capacities { get; } =
        new(PodMotionGroup.Group, PodMotionGroup.Version, "nodemigrationcapacities", nameof(NodeMigrationCapacity), Namespaced: false);

    public static ResourceType ReplicaSets { get; } = new("apps", "v1", "replicasets", "ReplicaSet", Namespaced: true);

    public static ResourceType ServiceAccounts { get; } = new("", "v1", "serviceaccounts", "ServiceAccount", Namespaced: true);

    public static ResourceType ConfigMaps { get; } = new("", "v1", "configmaps", "ConfigMap", Namespaced: true);
}

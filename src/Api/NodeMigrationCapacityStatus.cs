using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>What a node's agent reports.</summary>
public sealed record NodeMigrationCapacityStatus
{
    /// <summary><see cref="ConditionTypes.Ready"/> and <see cref="ConditionTypes.Capable"/>.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>When the agent last answered.</summary>
    public DateTimeOffset? LastHeartbeatTime { get; init; }

    /// <summary>Version of the agent.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>What the node has.</summary>
    public NodeMigrationCapabilities? Capabilities { get; init; }

    /// <summary>Migrations that leave and arrive now.</summary>
    public NodeMigrationUsage? Usage { get; init; }
}

namespace PodMotion.Api;

/// <summary>Unfinished migrations at a node.</summary>
/// <param name="Outbound">Those that leave it.</param>
/// <param name="Inbound">Those that arrive.</param>
public sealed record NodeMigrationUsage(NodeDirectionUsage Outbound, NodeDirectionUsage Inbound);

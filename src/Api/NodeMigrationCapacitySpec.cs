namespace PodMotion.Api;

/// <summary>What a person decides about a node's migrations.</summary>
public sealed record NodeMigrationCapacitySpec
{
    /// <summary>The node; equal to the object's name.</summary>
    public string NodeName { get; init; } = "";

    /// <summary>Like cordon, for migrations: running ones finish, no new one starts.</summary>
    public NodeMigrationPause Pause { get; init; } = new();
}

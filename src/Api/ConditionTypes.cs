namespace PodMotion.Api;

/// <summary>Types of the conditions that PodMotion writes.</summary>
public static class ConditionTypes
{
    /// <summary>PodMigration: the spec makes sense for this pod now.</summary>
    public const string Accepted = "Accepted";

    /// <summary>PodMigration: the target's container waits for its images.</summary>
    public const string TargetPrepared = "TargetPrepared";

    /// <summary>PodMigration: the source can be resumed without loss. False from the commit on.</summary>
    public const string SourceIntact = "SourceIntact";

    /// <summary>PodMigration: the address leads to the target, held there.</summary>
    public const string OverlayReady = "OverlayReady";

    /// <summary>PodMigration: all sockets are attached again.</summary>
    public const string SocketsLive = "SocketsLive";

    /// <summary>PodMigration: as many connections were restored as were inventoried.</summary>
    public const string ConnectionCountParity = "ConnectionCountParity";

    /// <summary>PodMigration: the target pod is Ready.</summary>
    public const string ServiceVerified = "ServiceVerified";

    /// <summary>PodMigration: deletion was seen while it ran.</summary>
    public const string CancelRequested = "CancelRequested";

    /// <summary>PodMigration: it cannot be told which side may run the pod; nothing is deleted, a person decides.</summary>
    public const string InDoubt = "InDoubt";

    /// <summary>PodMigration: the one to wait for; True at Complete and DryRunComplete, False at Failed and RolledBack.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>MigrationPolicy: the policy is valid and evaluated. NodeMigrationCapacity has Ready and Capable.</summary>
    public const string Active = "Active";

    /// <summary>NodeMigrationCapacity: the node's agent answers.</summary>
    public const string Ready = "Ready";

    /// <summary>NodeMigrationCapacity: CRIU is there, new enough and passed its own check.</summary>
    public const string Capable = "Capable";
}

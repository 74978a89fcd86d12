namespace PodMotion.Policies.Snapshot;

/// <summary>An unfinished PodMigration.</summary>
public sealed record MoveInFlight
{
    /// <summary>The PodMigration's name.</summary>
    public required string MigrationName { get; init; }

    /// <summary>The namespace of the pod.</summary>
    public required string PodNamespace { get; init; }

    /// <summary>The pod that moves.</summary>
    public required string PodName { get; init; }

    /// <summary>The identity of the pod that moves; null while it was not looked at.</summary>
    public string? SourcePodUid { get; init; }

    /// <summary>The identity of the pod that continues it; null while there is none.</summary>
    public string? TargetPodUid { get; init; }

    /// <summary>The node that the pod leaves; null while it was not looked at.</summary>
    public string? SourceNode { get; init; }

    /// <summary>The node that the pod goes to; null while none was chosen.</summary>
    public string? TargetNode { get; init; }

    /// <summary>The MigrationPolicy that asked for it; null for a hand-written one.</summary>
    public string? PolicyName { get; init; }
}

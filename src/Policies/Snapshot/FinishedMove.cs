namespace PodMotion.Policies.Snapshot;

/// <summary>A PodMigration that has ended. Pods that move get a new UID, so both are needed to follow one.</summary>
public sealed record FinishedMove
{
    /// <summary>The identity of the pod that was to move.</summary>
    public required string SourcePodUid { get; init; }

    /// <summary>The identity of the pod that continues it; null where none was made.</summary>
    public string? TargetPodUid { get; init; }

    /// <summary>The node that the pod was on.</summary>
    public required string SourceNode { get; init; }

    /// <summary>The node that it was to go to; null where none was chosen.</summary>
    public string? TargetNode { get; init; }

    /// <summary>True when the pod now runs on the target.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset EndTime { get; init; }
}

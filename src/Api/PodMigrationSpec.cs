namespace PodMotion.Api;

/// <summary>What a PodMigration asks for. Immutable but for <see cref="CompletionTimeoutSeconds"/>, and <see cref="SourcePodUID"/> may be added once.</summary>
public sealed record PodMigrationSpec
{
    /// <summary>Name of the pod to move.</summary>
    public string PodName { get; init; } = "";

    /// <summary>Namespace of the pod; must be that of the PodMigration.</summary>
    public string PodNamespace { get; init; } = "";

    /// <summary>The pod must have this UID, where given: guards against a pod of the same name made meanwhile.</summary>
    public string? SourcePodUID { get; init; }

    /// <summary>Where to move it; the best feasible node where absent.</summary>
    public string? TargetNodeName { get; init; }

    /// <summary>How memory crosses.</summary>
    public MigrationMode Mode { get; init; } = MigrationMode.PreCopy;

    /// <summary>What happens to established TCP connections.</summary>
    public TcpPreservationMode TcpPreservationMode { get; init; } = TcpPreservationMode.None;

    /// <summary>Only estimate: ends in DryRunComplete.</summary>
    public bool DryRun { get; init; }

    /// <summary>Seconds from the end of queueing until the migration must be over, 30 to 86400.</summary>
    public int CompletionTimeoutSeconds { get; init; } = 600;

    /// <summary>Who asked; absent for a hand-written object.</summary>
    public MigrationOrigin? Origin { get; init; }
}

using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>What has happened to a PodMigration.</summary>
public sealed record PodMigrationStatus
{
    /// <summary>The generation of the spec that was acted on.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Where it stands.</summary>
    public MigrationPhase Phase { get; init; }

    /// <summary>CamelCase reason of the last transition; a printer column.</summary>
    public string? Reason { get; init; }

    /// <summary>One sentence: what happened last, and where the pod serves.</summary>
    public string? Message { get; init; }

    /// <summary>Every phase entered, oldest first, at most 64.</summary>
    public IReadOnlyList<PhaseTransition> PhaseTransitions { get; init; } = [];

    /// <summary>The conditions of <see cref="ConditionTypes"/>.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>The node that the pod came from.</summary>
    public string? SourceNodeName { get; init; }

    /// <summary>The pod that is moved.</summary>
    public string? SourcePodUID { get; init; }

    /// <summary>The node that the pod goes to.</summary>
    public string? TargetNodeName { get; init; }

    /// <summary>The pod that continues the source pod.</summary>
    public string? TargetPodName { get; init; }

    /// <summary>Its UID.</summary>
    public string? TargetPodUID { get; init; }

    /// <summary>What a Queued migration waits for.</summary>
    public QueueStatus? Queue { get; init; }

    /// <summary>What was measured.</summary>
    public MigrationTimings? Timings { get; init; }

    /// <summary>Bytes of images and files that crossed.</summary>
    public long? TransferredBytes { get; init; }

    /// <summary>What became of the connections.</summary>
    public TcpStatus? Tcp { get; init; }

    /// <summary>Why a migration failed or was rolled back.</summary>
    public MigrationFailure? LastFailure { get; init; }

    /// <summary>What a dry run found.</summary>
    public DryRunEstimate? DryRunEstimate { get; init; }
}

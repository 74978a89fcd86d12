using PodMotion.Api;

namespace PodMotion.Policies.Migration;

/// <summary>Everything that a decision about one PodMigration may look at, read once before it.</summary>
public sealed record Observed
{
    /// <summary>How long the target pod may take to become Ready once it runs.</summary>
    public static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(2);

    /// <summary>How long a pod that is removed may take to go before that is told.</summary>
    public static readonly TimeSpan RemovalLimit = TimeSpan.FromSeconds(30);

    /// <summary>How long the agents are asked to forget a finished session before the object goes without.</summary>
    public static readonly TimeSpan ForgetLimit = TimeSpan.FromMinutes(10);

    /// <summary>The object as last read.</summary>
    public required PodMigration Migration { get; init; }

    /// <summary>The time of the observation.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The pod that is moved.</summary>
    public SourcePodState Source { get; init; }

    /// <summary>The pod that continues it.</summary>
    public TargetPodView Target { get; init; } = TargetPodView.Absent;

    /// <summary>Whether it can be carried out; null where that was not looked at.</summary>
    public ValidationVerdict? Validation { get; init; }

    /// <summary>Whether it is its turn; null where that was not looked at.</summary>
    public QueueVerdict? Queue { get; init; }

    /// <summary>The source agent's session.</summary>
    public SessionView SourceSession { get; init; } = SessionView.Unreachable;

    /// <summary>The target agent's session.</summary>
    public SessionView TargetSession { get; init; } = SessionView.Unreachable;

    /// <summary>Why the API server or an agent refused, for good, what was just tried; null where nothing was refused.</summary>
    public string? Refusal { get; init; }

    /// <summary>Where the migration stands.</summary>
    public MigrationPhase Phase => Migration.Status?.Phase ?? MigrationPhase.Pending;

    /// <summary>Whether connections are kept.</summary>
    public bool TcpKept => Migration.Spec.TcpPreservationMode != TcpPreservationMode.None;

    /// <summary>Whether the object's deletion was asked for.</summary>
    public bool DeletionRequested => Migration.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether the object carries the finalizer.</summary>
    public bool HasFinalizer => Migration.Metadata.Finalizers.Contains(PodMotionGroup.RollbackFinalizer);

    /// <summary>Whether the source's agent may ever have been asked to start.</summary>
    public bool SourceStarted => Entered(MigrationPhase.Checkpointing) is not null;

    /// <summary>Whether the target's agent may ever have been asked to prepare.</summary>
    public bool TargetStarted => Entered(MigrationPhase.PreparingTarget) is not null;

    /// <summary>Whether the completion timeout has passed.</summary>
    public bool PastDeadline => Migration.Status?.Timings?.StartTime is { } start
        && Now >= start + TimeSpan.FromSeconds(Migration.Spec.CompletionTimeoutSeconds);

    /// <summary>Whether the target pod has had its time to become Ready.</summary>
    public bool PastReadyLimit => Entered(MigrationPhase.ServiceVerifying) is { } since && Now >= since + ReadyLimit;

    /// <summary>Whether the agents have had their time to forget the sessions.</summary>
    public bool PastForgetLimit => Migration.Status?.Timings?.CompletionTime is { } end && Now >= end + ForgetLimit;

    /// <summary>Whether a pod that is removed in this phase has had its time to go.</summary>
    public bool PastRemovalLimit => Entered(Phase) is { } since && Now >= since + RemovalLimit;

    private DateTimeOffset? Entered(MigrationPhase phase) =>
        Migration.Status?.PhaseTransitions.LastOrDefault(transition => transition.Phase == phase)?.Time;
}

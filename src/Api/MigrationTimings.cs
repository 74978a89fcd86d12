namespace PodMotion.Api;

/// <summary>What was measured; a member is null until it has been.</summary>
public sealed record MigrationTimings
{
    /// <summary>When the migration left the queue.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it reached its final phase.</summary>
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>First task frozen until <c>resumed</c> was received, by the source's clock, in milliseconds.</summary>
    public long? FreezeDurationMs { get; init; }

    /// <summary>Milliseconds that the dump took.</summary>
    public long? CheckpointDurationMs { get; init; }

    /// <summary>Milliseconds that images and files took to cross.</summary>
    public long? TransferDurationMs { get; init; }

    /// <summary>Milliseconds that the restore took.</summary>
    public long? RestoreDurationMs { get; init; }
}

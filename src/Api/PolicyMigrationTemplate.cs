namespace PodMotion.Api;

/// <summary>What the PodMigrations of a policy look like.</summary>
public sealed record PolicyMigrationTemplate
{
    /// <summary>How memory crosses.</summary>
    public MigrationMode Mode { get; init; } = MigrationMode.PreCopy;

    /// <summary>What happens to established TCP connections.</summary>
    public TcpPreservationMode TcpPreservationMode { get; init; } = TcpPreservationMode.None;

    /// <summary>Seconds until a migration must be over, 30 to 86400.</summary>
    public int CompletionTimeoutSeconds { get; init; } = 600;
}

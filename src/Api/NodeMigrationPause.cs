namespace PodMotion.Api;

/// <summary>Which directions of a node are paused.</summary>
public sealed record NodeMigrationPause
{
    /// <summary>Which directions.</summary>
    public PauseDirection Direction { get; init; } = PauseDirection.None;

    /// <summary>Why, for people.</summary>
    public string? Reason { get; init; }
}

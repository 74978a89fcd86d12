namespace PodMotion.Api;

/// <summary>Who asked for a PodMigration.</summary>
public sealed record MigrationOrigin
{
    /// <summary><c>User</c> or <c>Policy</c>.</summary>
    public string Type { get; init; } = "User";

    /// <summary>The MigrationPolicy, for <c>Policy</c>.</summary>
    public string? PolicyName { get; init; }

    /// <summary>The trigger of that policy.</summary>
    public string? TriggerName { get; init; }

    /// <summary>One sentence: why this pod, and why that target.</summary>
    public string? Message { get; init; }
}

namespace PodMotion.Api;

/// <summary>One pod that a policy moved, would move, or could not move.</summary>
public sealed record PolicyRecommendation
{
    /// <summary>Unique in the list.</summary>
    public string Id { get; init; } = "";

    /// <summary>The pod's namespace.</summary>
    public string PodNamespace { get; init; } = "";

    /// <summary>The pod.</summary>
    public string PodName { get; init; } = "";

    /// <summary>Where it is.</summary>
    public string? SourceNodeName { get; init; }

    /// <summary>Where it would go.</summary>
    public string? TargetNodeName { get; init; }

    /// <summary>The trigger that asks for it.</summary>
    public string? TriggerName { get; init; }

    /// <summary><c>Proposed</c>, <c>Started</c> or <c>Blocked</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>The PodMigration, for <c>Started</c>.</summary>
    public string? MigrationName { get; init; }

    /// <summary>One sentence: why, or which gate stopped it.</summary>
    public string? Message { get; init; }
}

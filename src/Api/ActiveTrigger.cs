namespace PodMotion.Api;

/// <summary>A trigger that is not idle for one subject.</summary>
public sealed record ActiveTrigger
{
    /// <summary>The trigger.</summary>
    public string Name { get; init; } = "";

    /// <summary>The node.</summary>
    public string Subject { get; init; } = "";

    /// <summary><c>Pending</c>, <c>Firing</c>, <c>Settling</c>, <c>Clearing</c> or <c>Unknown</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The variables as they were read.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>One sentence.</summary>
    public string? Message { get; init; }
}

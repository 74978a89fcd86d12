namespace PodMotion.Api.Kubernetes;

/// <summary>One observation about an object, as <c>kubectl wait</c> reads it.</summary>
public sealed record Condition
{
    /// <summary>What is observed, such as <c>Ready</c>; unique in its list.</summary>
    public string Type { get; init; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; init; } = "Unknown";

    /// <summary>The generation of the object that was looked at; null for kinds that do not say.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When <see cref="Status"/> changed last.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>One CamelCase word for programs.</summary>
    public string Reason { get; init; } = "";

    /// <summary>One sentence for people; may be empty.</summary>
    public string Message { get; init; } = "";
}

namespace PodMotion.Api;

/// <summary>How often a policy is evaluated, and how old a sample may be.</summary>
public sealed record PolicyMetrics
{
    /// <summary>Time between evaluations.</summary>
    public string Interval { get; init; } = "30s";

    /// <summary>An older sample counts as missing: unknown never fires and never clears.</summary>
    public string MaxAge { get; init; } = "90s";
}

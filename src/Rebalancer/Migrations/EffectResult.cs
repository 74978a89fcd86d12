namespace PodMotion.Rebalancer.Migrations;

/// <summary>How an effect went.</summary>
/// <param name="Refusal">Why it was refused for good; null where it was done or may be tried again.</param>
public sealed record EffectResult(string? Refusal)
{
    /// <summary>It was done, or had been done before.</summary>
    public static EffectResult Done { get; } = new((string?)null);
}

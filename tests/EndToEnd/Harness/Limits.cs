namespace PodMotion.EndToEnd.Harness;

/// <summary>How long a scenario waits for anything before it fails.</summary>
internal static class Limits
{
    /// <summary>A whole scenario.</summary>
    public static TimeSpan Scenario { get; } = TimeSpan.FromSeconds(180);

    /// <summary>A migration, from its creation to its end.</summary>
    public static TimeSpan Migration { get; } = TimeSpan.FromSeconds(90);

    /// <summary>A pod, from its creation until it is Ready.</summary>
    public static TimeSpan Start { get; } = TimeSpan.FromSeconds(45);

    /// <summary>Anything that follows by itself: an event, a restarted process, a dead copy.</summary>
    public static TimeSpan Follow { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two looks at something that cannot be watched.</summary>
    public static TimeSpan Look { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two looks where a fault has to hit a moment of a few milliseconds.</summary>
    public static TimeSpan QuickLook { get; } = TimeSpan.FromMilliseconds(1);
}

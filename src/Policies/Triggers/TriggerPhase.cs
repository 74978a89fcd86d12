namespace PodMotion.Policies.Triggers;

/// <summary>Where a trigger stands for one node.</summary>
public enum TriggerPhase
{
    /// <summary>Its expression does not hold.</summary>
    Idle,

    /// <summary>Its expression holds, not yet as long as <c>for</c>.</summary>
    Pending,

    /// <summary>It asks for moves.</summary>
    Firing,

    /// <summary>It has chosen as many pods as it may; the averages must see the effect before it looks again.</summary>
    Settling,

    /// <summary>The lower mark is reached, not yet as long as <c>clearFor</c>.</summary>
    Clearing,
}

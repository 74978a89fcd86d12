namespace PodMotion.Policies.Migration;

/// <summary>The target pod as observed.</summary>
/// <param name="State">What the API server says of it.</param>
/// <param name="Uid">Its UID; null where it is absent or foreign.</param>
/// <param name="Detail">The pod's own words for what is wrong with it; null where it has none.</param>
public sealed record TargetPodView(TargetPodState State, string? Uid = null, string? Detail = null)
{
    /// <summary>No pod of that name exists.</summary>
    public static TargetPodView Absent { get; } = new(TargetPodState.Absent);
}

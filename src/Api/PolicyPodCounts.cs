namespace PodMotion.Api;

/// <summary>How many pods a policy is about.</summary>
/// <param name="Matched">Pods selected and not excluded.</param>
/// <param name="Eligible">Those of them that can move.</param>
public sealed record PolicyPodCounts(int Matched, int Eligible);

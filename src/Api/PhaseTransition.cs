namespace PodMotion.Api;

/// <summary>One phase entered.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Time">When, by the clock of whoever did it (an agent inside the critical section).</param>
public sealed record PhaseTransition(MigrationPhase Phase, DateTimeOffset Time);

namespace PodMotion.Policies.Triggers;

/// <summary>What is remembered of one trigger for one node between two evaluations.</summary>
/// <param name="Phase">Where it stands.</param>
/// <param name="Since">When it entered the phase; in Pending and Clearing since when the expression has held without a gap; in Settling since the last move ended.</param>
/// <param name="Chosen">Pods chosen since it began to fire.</param>
/// <param name="Unknown">True when a value that the last evaluation needed was missing or too old.</param>
/// <param name="Reason">CamelCase, for programs.</param>
/// <param name="Message">One sentence for operators.</param>
public sealed record TriggerState(TriggerPhase Phase, DateTimeOffset Since, int Chosen, bool Unknown, string Reason, string Message);

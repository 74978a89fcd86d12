using PodMotion.Policies.Triggers;

namespace PodMotion.Policies;

/// <summary>What one evaluation of all policies found.</summary>
/// <param name="Outcomes">One for each policy that is not suspended: Enforce before Recommend, then by precedence, highest first, then by name.</param>
/// <param name="States">The trigger states to hand to the next evaluation.</param>
public sealed record EvaluationResult(IReadOnlyList<PolicyOutcome> Outcomes, TriggerStates States);

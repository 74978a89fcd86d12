namespace PodMotion.Policies;

/// <summary>What became of a MigrationPolicy that was read.</summary>
/// <param name="Policy">Ready for evaluation; null where there are errors.</param>
/// <param name="Errors">Everything that is wrong with it, all at once; empty for a valid one.</param>
public sealed record PolicyCompilation(CompiledPolicy? Policy, IReadOnlyList<PolicyError> Errors);

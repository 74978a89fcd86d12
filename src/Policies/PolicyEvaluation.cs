using PodMotion.Api;
using PodMotion.Policies.Snapshot;
using PodMotion.Policies.Triggers;

namespace PodMotion.Policies;

/// <summary>One look at the cluster with all policies. Pure: the same input gives the same result.</summary>
public static class PolicyEvaluation
{
    /// <summary>
    /// Evaluates every policy that is not suspended. Policies that enforce go first and see each other's moves; those that only recommend see them too, and
    /// nobody sees theirs. States of triggers, nodes and policies that no longer exist are forgotten.
    /// </summary>
    /// <param name="snapshot">The cluster.</param>
    /// <param name="policies">The valid policies, unique by name.</param>
    /// <param name="states">The states that the evaluation before this one returned.</param>
    /// <param name="now">The time, UTC; not before the last one.</param>
    public static EvaluationResult Evaluate(ClusterSnapshot snapshot, IReadOnlyList<CompiledPolicy> policies, TriggerStates states, DateTimeOffset now)
    {
        var active = policies
            .Where(static policy => !policy.Spec.Suspend)
            .OrderByDescending(static policy => policy.Spec.Precedence)
            .ThenBy(static policy => policy.Name, StringComparer.Ordinal)
            .ToList();
        var pass = new EvaluationPass(snapshot, active, states, now);
        var outcomes = active.OrderByDescending(static policy => policy.Spec.Action == PolicyAction.Enforce).Select(pass.Evaluate).ToList();
        return new EvaluationResult(outcomes, pass.States);
    }
}

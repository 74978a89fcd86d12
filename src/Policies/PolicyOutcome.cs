using PodMotion.Api;
using PodMotion.Policies.Planning;

namespace PodMotion.Policies;

/// <summary>What one evaluation found for one policy.</summary>
/// <param name="PolicyName">The MigrationPolicy.</param>
/// <param name="Action">Whether its moves are only proposed.</param>
/// <param name="Plan">Its moves and verdicts.</param>
/// <param name="Pods">Pods that belong to it, and those of them that can move.</param>
/// <param name="InFlight">Its unfinished PodMigrations.</param>
/// <param name="ActiveTriggers">Its triggers that are not idle, with the values read; ordered by name, then node.</param>
public sealed record PolicyOutcome(
    string PolicyName,
    PolicyAction Action,
    Plan Plan,
    PolicyPodCounts Pods,
    int InFlight,
    IReadOnlyList<ActiveTrigger> ActiveTriggers);

using PodMotion.Api;
using PodMotion.Policies;
using PodMotion.Policies.Planning;
using PodMotion.Policies.Triggers;
using PodMotion.Rebalancer.Cluster;

namespace PodMotion.Rebalancer.Loop;

/// <summary>
/// Looks at the cluster with all valid policies as soon as the first of them is due: triggers and budgets are shared, so they are evaluated together. Each policy is
/// evaluated at least every <c>metrics.interval</c>.
/// </summary>
public sealed partial class RebalanceLoop(
    ClusterCache cluster,
    SnapshotBuilder snapshots,
    PolicyBook book,
    MoveStarter starter,
    PolicyStatusWriter statuses,
    RebalancerMetrics metrics,
    TimeProvider time,
    ILogger<RebalanceLoop> logger)
{
    private TriggerStates states = TriggerStates.Empty;
    private Dictionary<string, (string Uid, long Generation)> known = [];
    private DateTimeOffset? evaluated;

    /// <summary>Evaluates if a policy is due; not to be called twice at the same time.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var policies = cluster.Policies.Snapshot.Values.OrderBy(static policy => policy.Metadata.Name, StringComparer.Ordinal).ToList();
        var valid = await ValidAsync(policies, cancellationToken);
        KeepStates(policies.Where(policy => valid.ContainsKey(policy.Metadata.Name)));
        var now = time.GetUtcNow();
        if (valid.Count == 0 || valid.Values.All(policy => evaluated + policy.Interval > now))
        {
            return;
        }

        evaluated = now;
        var started = time.GetTimestamp();
        var result = PolicyEvaluation.Evaluate(snapshots.Build(), [.. valid.Values], states, now);
        states = result.States;
        metrics.Planned(time.GetElapsedTime(started));
        Log.Evaluated(logger, valid.Count, result.Outcomes.Sum(static outcome => outcome.Plan.Moves.Count));
        foreach (var outcome in result.Outcomes)
        {
            var policy = policies.First(policy => policy.Metadata.Name == outcome.PolicyName);
            await ActAsync(policy, outcome, cancellationToken);
        }
    }

    // A policy that was changed, or was not evaluated for a while, counts `for` anew: nobody looked meanwhile whether its expressions held.
    private void KeepStates(IEnumerable<MigrationPolicy> valid)
    {
        var now = valid.ToDictionary(static policy => policy.Metadata.Name, static policy => (policy.Metadata.Uid, policy.Metadata.Generation));
        states = states.Keep(name => now.TryGetValue(name, out var current) && known.TryGetValue(name, out var earlier) && current == earlier);
        known = now;
    }

    private async Task<Dictionary<string, CompiledPolicy>> ValidAsync(List<MigrationPolicy> policies, CancellationToken cancellationToken)
    {
        var valid = new Dictionary<string, CompiledPolicy>();
        foreach (var policy in policies)
        {
            var compilation = book.Compile(policy);
            if (compilation.Policy is null)
            {
                await statuses.RefusedAsync(policy, compilation.Errors, cancellationToken);
            }
            else if (policy.Spec.Suspend)
            {
                await statuses.SuspendedAsync(policy, cancellationToken);
            }
            else
            {
                valid[policy.Metadata.Name] = compilation.Policy;
            }
        }

        return valid;
    }

    private async Task ActAsync(MigrationPolicy policy, PolicyOutcome outcome, CancellationToken cancellationToken)
    {
        var recommendations = new List<PolicyRecommendation>();
        foreach (var move in outcome.Plan.Moves)
        {
            var (name, obstacle) = outcome.Action == PolicyAction.Enforce ? await starter.StartAsync(policy, move, cancellationToken) : (null, null);
            recommendations.Add(Recommendation(move, name, obstacle));
        }

        foreach (var verdict in outcome.Plan.Verdicts)
        {
            metrics.Rejected(verdict.Gate);
        }

        recommendations.AddRange(outcome.Plan.Verdicts.Where(static verdict => verdict.PodName is not null).Select(Blocked));
        await statuses.EvaluatedAsync(policy, outcome, [.. recommendations.DistinctBy(static recommendation => recommendation.Id)], cancellationToken);
    }

    private static PolicyRecommendation Recommendation(Move move, string? migration, string? obstacle) => new()
    {
        Id = $"{move.TriggerName}.{move.PodNamespace}.{move.PodName}",
        PodNamespace = move.PodNamespace,
        PodName = move.PodName,
        SourceNodeName = move.SourceNode,
        TargetNodeName = move.TargetNode,
        TriggerName = move.TriggerName,
        State = (migration, obstacle) switch { ({ }, _) => "Started", (_, { }) => "Blocked", _ => "Proposed" },
        MigrationName = migration,
        Message = obstacle ?? move.Message,
    };

    private static PolicyRecommendation Blocked(Verdict verdict) => new()
    {
        Id = $"{verdict.TriggerName}.{verdict.PodNamespace}.{verdict.PodName}",
        PodNamespace = verdict.PodNamespace ?? "",
        PodName = verdict.PodName ?? "",
        SourceNodeName = verdict.SourceNode,
        TriggerName = verdict.TriggerName,
        State = "Blocked",
        Message = verdict.Message,
    };

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Debug, "Evaluated {Policies} policies; {Moves} moves are wanted.")]
        public static partial void Evaluated(ILogger logger, int policies, int moves);
    }
}

using PodMotion.Api;
using PodMotion.Policies.Planning;
using PodMotion.Policies.Snapshot;
using PodMotion.Policies.Triggers;

namespace PodMotion.Policies;

/// <summary>One evaluation under way: what policies decided earlier in it is in flight for those that come later.</summary>
internal sealed class EvaluationPass
{
    private readonly IReadOnlyList<CompiledPolicy> _policies;
    private readonly TriggerStates _before;
    private readonly DateTimeOffset _now;
    private readonly MoveHistory _history;
    private readonly IReadOnlyDictionary<string, string> _owners;
    private readonly Dictionary<TriggerKey, TriggerState> _after = [];
    private ClusterSnapshot _snapshot;

    public EvaluationPass(ClusterSnapshot snapshot, IReadOnlyList<CompiledPolicy> policies, TriggerStates before, DateTimeOffset now)
    {
        _snapshot = snapshot;
        _policies = policies;
        _before = before;
        _now = now;
        _history = new MoveHistory(snapshot.Finished);
        _owners = PodScope.Owners(policies, snapshot);
    }

    /// <summary>The states after the policies evaluated so far.</summary>
    public TriggerStates States => TriggerStates.Of(_after);

    /// <summary>Evaluates one policy.</summary>
    public PolicyOutcome Evaluate(CompiledPolicy policy)
    {
        var underWay = _snapshot.InFlight.Count(move => move.PolicyName == policy.Name);
        var index = new ClusterIndex(_snapshot, policy.MaxAge, _now);
        var own = policy.Triggers.Select(trigger => TriggerSight.Of(policy, trigger, index, _now)).ToList();
        var looks = own.SelectMany(sight => Look(sight, index)).ToList();
        var plan = Plan(policy, index, own, looks);
        var enforce = policy.Spec.Action == PolicyAction.Enforce;
        if (enforce)
        {
            _snapshot = _snapshot with { InFlight = [.. _snapshot.InFlight, .. plan.Moves.Select(static move => move.AsInFlight())] };
        }

        var ended = looks.ConvertAll(look => enforce ? Choose(look, plan) : look);
        foreach (var look in ended.Where(static look => look.State is { Phase: not TriggerPhase.Idle } or { Unknown: true }))
        {
            _after[new TriggerKey(policy.Name, look.Trigger, look.Name)] = look.State;
        }

        return new PolicyOutcome(policy.Name, policy.Spec.Action, plan, Count(policy), underWay, [.. ActiveTriggers.Of(ended)]);
    }

    private IEnumerable<TriggerLook> Look(TriggerSight sight, ClusterIndex index)
    {
        foreach (var node in index.Nodes.Where(node => sight.Covers(node.View)))
        {
            var key = new TriggerKey(sight.Policy.Name, sight.Trigger.Spec.Name, node.View.Name);
            var state = _before.Find(key) ?? TriggerLife.Idle(_now);
            yield return new TriggerLook(sight, node, TriggerLife.Next(sight.Trigger, state, sight.Read(node), node.Outbound > 0, _now));
        }
    }

    private Plan Plan(CompiledPolicy policy, ClusterIndex index, IReadOnlyList<TriggerSight> own, IEnumerable<TriggerLook> looks)
    {
        var firing = looks.Where(static look => look.State.Phase == TriggerPhase.Firing).ToList();
        if (firing.Count == 0)
        {
            return Planning.Plan.Empty;
        }

        var others = _policies.Where(other => other != policy).SelectMany(other => other.Triggers.Select(trigger => TriggerSight.Of(other, trigger, index, _now)));
        return Planner.Plan(new PlanningInput
        {
            Policy = policy,
            Index = index,
            History = _history,
            Owners = _owners,
            AllTriggers = [.. own, .. others],
            Firing = firing,
            Now = _now,
        });
    }

    private TriggerLook Choose(TriggerLook look, Plan plan)
    {
        var chosen = plan.Moves.Count(move => move.TriggerName == look.Trigger && move.SourceNode == look.Name);
        return chosen == 0 ? look : look with { State = TriggerLife.Choose(look.Sight.Trigger, look.State, chosen, _now) };
    }

    private PolicyPodCounts Count(CompiledPolicy policy)
    {
        var matched = _snapshot.Pods.Where(pod => _owners.GetValueOrDefault(pod.Uid) == policy.Name).ToList();
        return new PolicyPodCounts(matched.Count, matched.Count(static pod => pod.Blockers.Count == 0));
    }
}

using PodMotion.Policies.Expressions;
using PodMotion.Policies.Placement;

namespace PodMotion.Policies.Planning;

/// <summary>What can keep a node from receiving a pod.</summary>
internal sealed class TargetGates
{
    private readonly PlanningInput _input;
    private readonly MoveLedger _ledger;
    private readonly TriggerLook _firing;
    private readonly Candidate _candidate;
    private readonly IReadOnlyCollection<string> _left;

    public TargetGates(PlanningInput input, MoveLedger ledger, TriggerLook firing, Candidate candidate)
    {
        _input = input;
        _ledger = ledger;
        _firing = firing;
        _candidate = candidate;
        _left = input.History.NodesLeft(candidate.Pod.Uid, input.Now - input.Policy.ReturnToPreviousNode);
    }

    /// <summary>The name of the first gate that is shut; null where the pod may go there.</summary>
    public string? FirstName(NodeFacts node) => First(node, explain: false)?.Name;

    /// <summary>The first gate that is shut, with a message that follows the node's name.</summary>
    public Gate? FirstExplained(NodeFacts node) => First(node, explain: true);

    private Gate? First(NodeFacts measured, bool explain)
    {
        var node = _ledger.AsTarget(measured);
        var question = new PlacementQuestion(_candidate.Pod, _candidate.Load, node, _input.Policy.Spec.Target.Headroom);
        if (PlacementChain.FirstRefusal(question) is { } refusal)
        {
            return new Gate(refusal.Reason, explain ? refusal.Explain(question) : "");
        }

        return Policy(node) ?? Firing(node.With(_candidate.Load, 1));
    }

    private Gate? Policy(NodeFacts node)
    {
        var name = node.View.Name;
        if (!_input.Policy.Spec.Target.NodeSelector.Matches(node.View.Labels))
        {
            return new Gate("TargetNodeSelector", "is not selected by target.nodeSelector");
        }

        if (_left.Contains(name))
        {
            return new Gate("ReturnToPreviousNode", $"is where the pod came from less than {_input.Policy.Spec.Cooldown.ReturnToPreviousNode} ago");
        }

        if (_ledger.IsBusy(_firing.Name, name))
        {
            return new Gate("NodePairBusy", "has a migration with the same node under way");
        }

        if (SourceGates.NodeBudget(_input, _ledger, name) is { } budget)
        {
            return budget with { Message = $"takes part in as many migrations as budgets.maxConcurrentPerNode allows ({_input.Policy.Spec.Budgets.MaxConcurrentPerNode})" };
        }

        return SourceGates.Cooldown(_input, name) is { } cooldown ? cooldown with { Message = "took part in a migration too short a time ago" } : null;
    }

    // The trigger that asks must be known to stay quiet on the target; any other must not be known to fire there.
    private Gate? Firing(NodeFacts after)
    {
        foreach (var sight in _input.AllTriggers)
        {
            if (!sight.Covers(after.View))
            {
                continue;
            }

            var fires = sight.Trigger.Fires.Evaluate(sight.Scope(after));
            var own = ReferenceEquals(sight.Trigger, _firing.Sight.Trigger);
            if (fires == Truth.True || (own && fires == Truth.Unknown))
            {
                return new Gate("TargetWouldFire", $"{(fires == Truth.True ? "would" : "might")} fire trigger '{sight.Trigger.Spec.Name}' of MigrationPolicy '{sight.Policy.Name}' with the pod");
            }
        }

        return null;
    }
}

using PodMotion.Policies.Expressions;

namespace PodMotion.Policies.Planning;

/// <summary>Finds the node for a pod.</summary>
internal static class TargetSearch
{
    /// <summary>Up to so many nodes are explained one by one; more are counted by gate.</summary>
    private const int ExplainedNodes = 3;

    /// <summary>The node that is coolest after the pod has arrived, by name where two are alike; null where none can take it.</summary>
    public static NodeFacts? Best(PlanningInput input, MoveLedger ledger, TargetGates gates, Candidate candidate)
    {
        NodeFacts? best = null;
        var coolest = double.PositiveInfinity;
        foreach (var node in input.Index.Nodes)
        {
            var heat = Heat.Of(ledger.AsTarget(node).With(candidate.Load, 1));
            var better = heat < coolest || (heat == coolest && best is not null && string.CompareOrdinal(node.View.Name, best.View.Name) < 0);
            if (better && gates.FirstName(node) is null)
            {
                (best, coolest) = (node, heat);
            }
        }

        return best;
    }

    /// <summary>Why no node can take the pod.</summary>
    public static Gate Explain(PlanningInput input, TargetGates gates, Candidate candidate)
    {
        var others = input.Index.Nodes.Where(node => node.View.Name != candidate.Pod.NodeName).ToList();
        var why = others.Count <= ExplainedNodes
            ? string.Join("; ", others.Select(node => $"node '{node.View.Name}' {gates.FirstExplained(node)?.Message ?? "has an unknown usage"}"))
            : string.Join(", ", others.CountBy(node => gates.FirstName(node) ?? "UsageUnknown").OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Value} × {pair.Key}"));
        return new Gate("NoFeasibleTarget", $"no node can take pod '{candidate.Pod.Key}': {(why.Length == 0 ? "there is no other node" : why)}.");
    }
}

using PodMotion.Api;
using PodMotion.Policies.Planning;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Placement;

/// <summary>Where a pod of a hand-written PodMigration can go. Moves of the same pod are not counted against it.</summary>
public static class TargetChoice
{
    /// <summary>Everything that stands against moving a pod to a node; empty where it can go there. The messages are whole sentences.</summary>
    public static IReadOnlyList<MigrationBlocker> Blockers(ClusterSnapshot snapshot, PodView pod, string targetNode)
    {
        var (index, ledger) = Look(snapshot, pod);
        if (index.Node(targetNode) is not { } node)
        {
            return [new MigrationBlocker(Reasons.TargetNotFound, $"target node '{targetNode}' does not exist.")];
        }

        var question = new PlacementQuestion(pod, index.Load(pod), ledger.AsTarget(node), null);
        return [.. PlacementChain.AllRefusals(question).Select(check => new MigrationBlocker(check.Reason, $"target node '{targetNode}' {check.Explain(question)}."))];
    }

    /// <summary>The node that is coolest after the pod has arrived, out of those that can take it; null where none can. Nodes of unknown usage come last.</summary>
    public static string? Best(ClusterSnapshot snapshot, PodView pod)
    {
        var (index, ledger) = Look(snapshot, pod);
        var load = index.Load(index.Pod(pod.Uid) ?? pod);
        return index.Nodes
            .Where(node => PlacementChain.FirstRefusal(new PlacementQuestion(pod, load, ledger.AsTarget(node), null)) is null)
            .OrderBy(node => Heat.Of(ledger.AsTarget(node).With(load.KnownUsage(), 1)))
            .ThenBy(static node => node.View.Name, StringComparer.Ordinal)
            .FirstOrDefault()?.View.Name;
    }

    /// <summary>Why a pod cannot leave its node now; null where it can.</summary>
    public static MigrationBlocker? SourceBlocker(NodeView node)
    {
        if (!node.AgentReady || !node.AgentCapable)
        {
            return new MigrationBlocker(Reasons.AgentNotReady, $"node '{node.Name}' has no agent that can checkpoint a pod ({node.AgentMessage ?? (node.AgentReady ? "it is not capable" : "it does not answer")}).");
        }

        return node.Paused is PauseDirection.Outbound or PauseDirection.Both
            ? new MigrationBlocker("Paused", $"node '{node.Name}' is paused ({node.Paused}) by its NodeMigrationCapacity.")
            : null;
    }

    private static (ClusterIndex Index, MoveLedger Ledger) Look(ClusterSnapshot snapshot, PodView pod)
    {
        var others = snapshot.InFlight.Where(move => move.PodNamespace != pod.Namespace || move.PodName != pod.Name);
        var index = new ClusterIndex(snapshot with { InFlight = [.. others] }, TimeSpan.MaxValue, snapshot.Time);
        return (index, new MoveLedger(index));
    }
}

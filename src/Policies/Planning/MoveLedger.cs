using PodMotion.Policies.Expressions;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Planning;

/// <summary>
/// The cluster as it will be when all moves are done that are under way or decided. A move counts at both ends: it takes its room at the target from the moment
/// it is decided, and its relief at the source is not asked for a second time. Its room at the source stays taken, as it may be rolled back.
/// </summary>
internal sealed class MoveLedger
{
    private readonly ClusterIndex _index;
    private readonly Dictionary<string, NodeFacts> _asTarget = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeFacts> _asSource = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _movesAtNode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _movesOfPolicy = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _pairs = [];
    private readonly HashSet<string> _moving = new(StringComparer.Ordinal);

    public MoveLedger(ClusterIndex index)
    {
        _index = index;
        foreach (var move in index.Snapshot.InFlight)
        {
            Add(move);
        }
    }

    /// <summary>The node with everything that is on its way to it.</summary>
    public NodeFacts AsTarget(NodeFacts measured) => _asTarget.GetValueOrDefault(measured.View.Name, measured);

    /// <summary>The node without what is on its way off it.</summary>
    public NodeFacts AsSource(NodeFacts measured) => _asSource.GetValueOrDefault(measured.View.Name, measured);

    /// <summary>Moves from or to a node.</summary>
    public int AtNode(string node) => _movesAtNode.GetValueOrDefault(node);

    /// <summary>Moves of a policy.</summary>
    public int OfPolicy(string policy) => _movesOfPolicy.GetValueOrDefault(policy);

    /// <summary>Whether a move goes between two nodes, in either direction.</summary>
    public bool IsBusy(string node, string other) => _pairs.Contains(Pair(node, other));

    /// <summary>Whether the pod moves, or is the target of a move.</summary>
    public bool IsMoving(PodView pod) => _moving.Contains(pod.Uid) || _moving.Contains(pod.Key);

    /// <summary>Counts one more move.</summary>
    public void Add(MoveInFlight move)
    {
        _moving.Add($"{move.PodNamespace}/{move.PodName}");
        _moving.Add(move.TargetPodUid ?? "");
        Count(_movesOfPolicy, move.PolicyName);
        Count(_movesAtNode, move.SourceNode);
        Count(_movesAtNode, move.TargetNode);
        if (move is { SourceNode: { } from, TargetNode: { } to })
        {
            _pairs.Add(Pair(from, to));
        }

        if (_index.Pod(move.SourcePodUid) is { } pod)
        {
            CountLoad(move, pod);
        }
    }

    private void CountLoad(MoveInFlight move, PodView pod)
    {
        var load = _index.Load(pod);
        if (move.SourceNode is { } from && pod.NodeName == from && _index.Node(from) is { } source)
        {
            _asSource[from] = AsSource(source).With(load, -1);
        }

        if (move.TargetNode is { } to && _index.Node(to) is { } target)
        {
            // A target pod that exists has taken its requests and its place; its processes, and so their usage, are still to come.
            var before = AsTarget(target);
            var arrived = _index.Pod(move.TargetPodUid)?.NodeName == to;
            _asTarget[to] = arrived
                ? before.With(load with { RequestedCores = 0, RequestedMemoryBytes = 0 }, 1) with { Pods = before.Pods }
                : before.With(load, 1);
        }
    }

    private static void Count(Dictionary<string, int> counts, string? key)
    {
        if (key is not null)
        {
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }

    private static (string, string) Pair(string node, string other) =>
        string.CompareOrdinal(node, other) < 0 ? (node, other) : (other, node);
}

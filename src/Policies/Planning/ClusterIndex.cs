using PodMotion.Policies.Expressions;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Planning;

/// <summary>A snapshot with its sums, as of one age limit for samples. Built once for an evaluation.</summary>
internal sealed class ClusterIndex
{
    private readonly Dictionary<string, NodeFacts> _nodes;
    private readonly Dictionary<string, List<PodView>> _podsByNode;
    private readonly Dictionary<string, PodView> _podsByUid;
    private readonly DateTimeOffset _now;
    private readonly TimeSpan _maxAge;

    public ClusterIndex(ClusterSnapshot snapshot, TimeSpan maxAge, DateTimeOffset now)
    {
        Snapshot = snapshot;
        _now = now;
        _maxAge = maxAge;
        _podsByUid = snapshot.Pods.ToDictionary(static pod => pod.Uid, StringComparer.Ordinal);
        _podsByNode = snapshot.Nodes.ToDictionary(static node => node.Name, static _ => new List<PodView>(), StringComparer.Ordinal);
        foreach (var pod in snapshot.Pods)
        {
            if (pod.NodeName is { } node && _podsByNode.TryGetValue(node, out var pods))
            {
                pods.Add(pod);
            }
        }

        var outbound = snapshot.InFlight.CountBy(static move => move.SourceNode ?? "").ToDictionary();
        var inbound = snapshot.InFlight.CountBy(static move => move.TargetNode ?? "").ToDictionary();
        _nodes = snapshot.Nodes.ToDictionary(
            static node => node.Name,
            node => Sum(node, outbound.GetValueOrDefault(node.Name), inbound.GetValueOrDefault(node.Name)),
            StringComparer.Ordinal);
    }

    /// <summary>The snapshot.</summary>
    public ClusterSnapshot Snapshot { get; }

    /// <summary>Every node as measured, in the order of the snapshot.</summary>
    public IReadOnlyCollection<NodeFacts> Nodes => _nodes.Values;

    /// <summary>One node as measured; null where there is none.</summary>
    public NodeFacts? Node(string name) => _nodes.GetValueOrDefault(name);

    /// <summary>The pods bound to a node.</summary>
    public IReadOnlyList<PodView> PodsOn(string node) => _podsByNode.TryGetValue(node, out var pods) ? pods : [];

    /// <summary>The pod with an identity; null where there is none.</summary>
    public PodView? Pod(string? uid) => uid is null ? null : _podsByUid.GetValueOrDefault(uid);

    /// <summary>What a pod takes of its node.</summary>
    public PodLoad Load(PodView pod) => PodLoad.Of(pod, _now, _maxAge);

    private NodeFacts Sum(NodeView node, int outbound, int inbound)
    {
        var usage = node.Usage is { } sample && sample.IsFresh(_now, _maxAge) ? sample : null;
        double cores = 0, memory = 0;
        var pods = _podsByNode[node.Name];
        foreach (var pod in pods)
        {
            cores += pod.RequestedCores;
            memory += pod.RequestedMemoryBytes;
        }

        return new NodeFacts(node, usage?.CpuCores ?? double.NaN, usage?.MemoryBytes ?? double.NaN, cores, memory, pods.Count, outbound, inbound);
    }
}

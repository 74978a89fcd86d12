using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Planning;

/// <summary>When pods and nodes last took part in a migration, and where pods came from.</summary>
internal sealed class MoveHistory
{
    private readonly Dictionary<string, DateTimeOffset> _lastOfPod = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _lastOfNode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FinishedMove> _madeBy = new(StringComparer.Ordinal);

    public MoveHistory(IEnumerable<FinishedMove> moves)
    {
        foreach (var move in moves)
        {
            Remember(_lastOfPod, move.SourcePodUid, move.EndTime);
            Remember(_lastOfPod, move.TargetPodUid, move.EndTime);
            Remember(_lastOfNode, move.SourceNode, move.EndTime);
            Remember(_lastOfNode, move.TargetNode, move.EndTime);
            if (move is { Succeeded: true, TargetPodUid: { } target })
            {
                _madeBy[target] = move;
            }
        }
    }

    /// <summary>When a migration of the pod last ended, well or not; null for never.</summary>
    public DateTimeOffset? LastOfPod(string uid) => _lastOfPod.TryGetValue(uid, out var time) ? time : null;

    /// <summary>When a migration from or to the node last ended; null for never.</summary>
    public DateTimeOffset? LastOfNode(string node) => _lastOfNode.TryGetValue(node, out var time) ? time : null;

    /// <summary>The nodes that the pod, under this or an earlier identity, has left since a time.</summary>
    public IReadOnlyCollection<string> NodesLeft(string uid, DateTimeOffset since)
    {
        var left = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Add(uid) && _madeBy.TryGetValue(uid, out var move))
        {
            if (move.EndTime > since)
            {
                left.Add(move.SourceNode);
            }

            uid = move.SourcePodUid;
        }

        return left;
    }

    private static void Remember(Dictionary<string, DateTimeOffset> times, string? key, DateTimeOffset time)
    {
        if (key is not null && (!times.TryGetValue(key, out var known) || known < time))
        {
            times[key] = time;
        }
    }
}

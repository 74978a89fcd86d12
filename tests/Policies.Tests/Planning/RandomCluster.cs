using AutoFixture;
using PodMotion.Api;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Tests.Planning;

/// <summary>Clusters out of a seed: some nodes hot, some unfit, some pods pinned, moves under way and ended.</summary>
internal sealed class RandomCluster
{
    private readonly Random _random;
    private readonly Fixture _fixture = new();

    public RandomCluster(int seed)
    {
        _random = new Random(seed);
        var nodes = Enumerable.Range(0, _random.Next(2, 9)).Select(Node).ToList();
        var pods = nodes.SelectMany(Pods).ToList();
        var moving = pods.Where(_ => Chance(10)).Select(pod => A.InFlight(pod, Any(nodes).Name) with { PolicyName = Chance(50) ? "relieve" : null });
        Snapshot = new ClusterSnapshot
        {
            Time = A.Noon,
            Nodes = nodes,
            Pods = pods,
            InFlight = [.. moving.Where(static move => move.SourceNode != move.TargetNode)],
            Finished = [.. pods.Where(_ => Chance(15)).Select(pod => Ended(pod, Any(nodes).Name))],
        };
        Policy = A.Compiled(Spec());
    }

    public ClusterSnapshot Snapshot { get; }

    public CompiledPolicy Policy { get; }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private NodeView Any(List<NodeView> nodes) => nodes[_random.Next(nodes.Count)];

    private NodeView Node(int index) => A.Node($"n{index}", _random.NextDouble() * 4.2, _random.NextDouble() * 16) with
    {
        Ready = !Chance(5),
        AgentCapable = !Chance(5),
        Unschedulable = Chance(5),
        Paused = Chance(5) ? PauseDirection.Both : PauseDirection.None,
        AllocatablePods = Chance(10) ? 5 : 110,
        Labels = new Dictionary<string, string> { ["disk"] = Chance(60) ? "ssd" : "hdd" },
        Taints = Chance(15) ? [new() { Key = _fixture.Create<string>(), Value = "", Effect = "NoSchedule" }] : [],
    };

    private IEnumerable<PodView> Pods(NodeView node) => Enumerable.Range(0, _random.Next(0, 8)).Select(index =>
        A.Pod($"{node.Name}-p{index}", node.Name, _random.NextDouble(), _random.NextDouble() * 3) with
        {
            RequestedCores = _random.NextDouble(),
            RequestedMemoryBytes = _random.NextInt64(3 * A.GiB),
            NodeSelector = Chance(20) ? new Dictionary<string, string> { ["disk"] = "ssd" } : [],
            Blockers = Chance(20) ? [_fixture.Create<MigrationBlocker>()] : [],
        });

    private FinishedMove Ended(PodView pod, string from) => new()
    {
        SourcePodUid = _fixture.Create<string>(),
        TargetPodUid = pod.Uid,
        SourceNode = from,
        TargetNode = pod.NodeName,
        Succeeded = true,
        EndTime = A.Noon.AddMinutes(-_random.Next(1, 600)),
    };

    private MigrationPolicy Spec()
    {
        var policy = A.Policy(A.Trigger() with { MaxMigrationsPerFiring = _random.Next(1, 4) });
        var perNode = _random.Next(1, 4);
        return policy with { Spec = policy.Spec with { Budgets = new PolicyBudgets { MaxConcurrent = perNode + _random.Next(4), MaxConcurrentPerNode = perNode } } };
    }
}

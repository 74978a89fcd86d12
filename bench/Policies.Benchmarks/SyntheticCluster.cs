using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Benchmarks;

/// <summary>A cluster that is the same on every run.</summary>
internal static class SyntheticCluster
{
    private const int PodsPerNode = 30;
    private const double NodeCores = 16;
    private const long NodeMemoryBytes = 64L << 30;

    public static DateTimeOffset Time { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static NodeView Node(int index, double usedCores) => new()
    {
        Name = $"node-{index:0000}",
        Labels = new Dictionary<string, string> { ["topology.kubernetes.io/zone"] = index % 2 == 0 ? "a" : "b" },
        Ready = true,
        AllocatableCores = NodeCores,
        AllocatableMemoryBytes = NodeMemoryBytes,
        AllocatablePods = 110,
        AgentReady = true,
        AgentCapable = true,
        Usage = new UsageSample(usedCores, NodeMemoryBytes / 4, Time),
    };

    public static ClusterSnapshot Snapshot(int nodes)
    {
        var random = new Random(1);
        var views = Enumerable.Range(0, nodes).Select(index => Node(index, (index % 5 == 0 ? 0.85 : 0.35) * NodeCores)).ToList();
        return new ClusterSnapshot
        {
            Time = Time,
            Nodes = views,
            Pods = [.. views.SelectMany(node => Enumerable.Range(0, PodsPerNode).Select(index => Pod(node, index, random)))],
        };
    }

    public static CompiledPolicy Policy()
    {
        var trigger = new PolicyTrigger { Name = "hot", Expression = "node.cpu.usagePercent > 70", ClearExpression = "node.cpu.usagePercent < 60", MaxMigrationsPerFiring = 4 };
        var spec = new MigrationPolicySpec { Triggers = [trigger], Budgets = new PolicyBudgets { MaxConcurrent = 1000, MaxConcurrentPerNode = 8 } };
        return PolicyCompiler.Compile(new MigrationPolicy { Metadata = new ObjectMeta { Name = "relieve" }, Spec = spec }).Policy
            ?? throw new InvalidOperationException("The benchmark's policy does not compile.");
    }

    private static PodView Pod(NodeView node, int index, Random random) => new()
    {
        Namespace = "prod",
        Name = $"{node.Name}-pod-{index:00}",
        Uid = $"{node.Name}-uid-{index:00}",
        NodeName = node.Name,
        RequestedCores = 0.25,
        RequestedMemoryBytes = 1L << 30,
        Usage = new UsageSample(random.NextDouble(), random.NextInt64(1L << 30), Time),
        Running = true,
        Ready = true,
    };
}

using BenchmarkDotNet.Attributes;
using PodMotion.Policies.Snapshot;
using PodMotion.Policies.Triggers;

namespace PodMotion.Policies.Benchmarks;

/// <summary>One evaluation of one policy: 30 pods a node, one node in five hot, as many moves as find room.</summary>
[MemoryDiagnoser]
public class EvaluationBenchmarks
{
    private ClusterSnapshot _snapshot = SyntheticCluster.Snapshot(2);
    private CompiledPolicy[] _policies = [];

    /// <summary>Size of the cluster.</summary>
    [Params(100, 1000)]
    public int Nodes { get; set; }

    /// <summary>Makes the cluster.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _snapshot = SyntheticCluster.Snapshot(Nodes);
        _policies = [SyntheticCluster.Policy()];
    }

    /// <summary>From snapshot to plan.</summary>
    [Benchmark]
    public int Evaluate() =>
        PolicyEvaluation.Evaluate(_snapshot, _policies, TriggerStates.Empty, SyntheticCluster.Time).Outcomes[0].Plan.Moves.Count;
}

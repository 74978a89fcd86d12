using FsCheck;
using FsCheck.Fluent;
using PodMotion.Api;
using PodMotion.Policies.Planning;
using PodMotion.Policies.Snapshot;
using PodMotion.Policies.Triggers;
using Xunit;

namespace PodMotion.Policies.Tests.Planning;

/// <summary>What holds for every plan of every cluster, judged without the code that made the plan.</summary>
public sealed class PlanProperties
{
    private static readonly Config ManyClusters = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Plan_OfAnyCluster_NeverBreaksAConstraint() => ForAllPlans(static (cluster, moves) => moves.All(move => IsAllowed(cluster, move)));

    [Fact]
    public void Plan_OfAnyCluster_StaysWithinItsBudgets() => ForAllPlans(static (cluster, moves) =>
    {
        var budgets = cluster.Policy.Spec.Budgets;
        var all = All(cluster, moves);
        var ends = moves.SelectMany(static move => (string[])[move.SourceNode, move.TargetNode]).Distinct();
        return (moves.Count == 0 || all.Count(static move => move.PolicyName == "relieve") <= budgets.MaxConcurrent)
            && ends.All(node => all.Count(move => move.SourceNode == node || move.TargetNode == node) <= budgets.MaxConcurrentPerNode)
            && moves.GroupBy(static move => move.SourceNode).All(group => group.Count() <= cluster.Policy.Spec.Triggers[0].MaxMigrationsPerFiring)
            && moves.All(move => all.Count(other => Pair(other) == Pair(move.AsInFlight())) == 1)
            && moves.Select(static move => move.PodUid).Distinct().Count() == moves.Count;
    });

    [Fact]
    public void Plan_OfAnyCluster_LeavesRoomForEveryPodThatArrives() => ForAllPlans(static (cluster, moves) =>
    {
        var arriving = All(cluster, moves).ToLookup(static move => move.TargetNode, move => cluster.Snapshot.Pods.Single(pod => pod.Uid == move.SourcePodUid));
        return moves.Select(static move => move.TargetNode).Distinct().All(name =>
        {
            var node = cluster.Snapshot.Nodes.Single(node => node.Name == name);
            var pods = cluster.Snapshot.Pods.Where(pod => pod.NodeName == name).Concat(arriving[name]).ToList();
            return pods.Sum(static pod => pod.RequestedCores) <= node.AllocatableCores + 1e-6
                && pods.Sum(static pod => pod.RequestedMemoryBytes) <= node.AllocatableMemoryBytes
                && pods.Count + 2 <= node.AllocatablePods
                && node.Usage!.CpuCores + arriving[name].Sum(static pod => pod.Usage!.CpuCores) <= 0.7 * node.AllocatableCores + 1e-6
                && node.Usage.MemoryBytes + arriving[name].Sum(static pod => pod.Usage!.MemoryBytes) <= 0.85 * node.AllocatableMemoryBytes;
        });
    });

    [Fact]
    public void Plan_OfTheSameCluster_IsTheSamePlan() => Check(static seed =>
        Plan(new RandomCluster(seed)).SequenceEqual(Plan(new RandomCluster(seed))));

    [Fact]
    public void Plan_OfManyClusters_MovesSomething() =>
        Assert.InRange(Enumerable.Range(0, 500).Count(static seed => Plan(new RandomCluster(seed)).Count > 0), 50, 500);

    private static bool IsAllowed(RandomCluster cluster, Move move)
    {
        var pod = cluster.Snapshot.Pods.Single(pod => pod.Uid == move.PodUid);
        var source = cluster.Snapshot.Nodes.Single(node => node.Name == move.SourceNode);
        var target = cluster.Snapshot.Nodes.Single(node => node.Name == move.TargetNode);
        return pod.NodeName == move.SourceNode
            && move.SourceNode != move.TargetNode
            && pod.Blockers.Count == 0
            && source.Usage!.CpuCores > 0.7 * source.AllocatableCores
            && source.AgentCapable && source.Paused == PauseDirection.None
            && target.Ready && target.AgentCapable && !target.Unschedulable && target.Paused == PauseDirection.None && target.Taints.Count == 0
            && pod.NodeSelector.All(pair => target.Labels[pair.Key] == pair.Value)
            && !cluster.Snapshot.InFlight.Any(other => other.SourcePodUid == pod.Uid)
            && IsRested(cluster.Snapshot, move);
    }

    private static bool IsRested(ClusterSnapshot snapshot, Move move) => snapshot.Finished.All(ended =>
        (ended.TargetPodUid != move.PodUid || ended.EndTime <= A.Noon.AddMinutes(-30))
        && (ended.TargetPodUid != move.PodUid || ended.SourceNode != move.TargetNode || ended.EndTime <= A.Noon.AddHours(-6))
        && (!Touches(ended, move.SourceNode) && !Touches(ended, move.TargetNode) || ended.EndTime <= A.Noon.AddMinutes(-2)));

    private static bool Touches(FinishedMove move, string node) => move.SourceNode == node || move.TargetNode == node;

    private static (string?, string?) Pair(MoveInFlight move) =>
        string.CompareOrdinal(move.SourceNode, move.TargetNode) < 0 ? (move.SourceNode, move.TargetNode) : (move.TargetNode, move.SourceNode);

    private static List<MoveInFlight> All(RandomCluster cluster, IReadOnlyList<Move> moves) =>
        [.. cluster.Snapshot.InFlight, .. moves.Select(static move => move.AsInFlight())];

    private static IReadOnlyList<Move> Plan(RandomCluster cluster) =>
        PolicyEvaluation.Evaluate(cluster.Snapshot, [cluster.Policy], TriggerStates.Empty, A.Noon).Outcomes[0].Plan.Moves;

    private static void ForAllPlans(Func<RandomCluster, IReadOnlyList<Move>, bool> holds) => Check(seed =>
    {
        var cluster = new RandomCluster(seed);
        return holds(cluster, Plan(cluster));
    });

    private static void Check(Func<int, bool> holds) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), holds).Check(ManyClusters);
}

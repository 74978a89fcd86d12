using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Snapshot;
using PodMotion.Policies.Triggers;
using Xunit;

namespace PodMotion.Policies.Tests.Planning;

public sealed class PolicyEvaluationTests
{
    private static readonly NodeView[] HotAndCool = [A.Node("n1", 3.4, 4), A.Node("n2", 0.4, 2)];

    [Fact]
    public void Evaluate_OfAHotNode_MovesAPodAndSaysWhy()
    {
        var result = Evaluate(A.Snapshot(HotAndCool, A.Pod("web", "n1", 1.5)), A.Policy());

        var move = Assert.Single(result.Plan.Moves);
        Assert.Equal(("web", "n1", "n2", "hot", "relieve"), (move.PodName, move.SourceNode, move.TargetNode, move.TriggerName, move.PolicyName));
        Assert.Equal(
            "trigger 'hot' fires on node 'n1' (node.cpu.usagePercent = 85); pod 'prod/web' reaches its lower mark by leaving, most relief per byte (37.5 points, 1024 MiB); node 'n2' is the coolest with it (47.5 % cpu, 18.8 % memory).",
            move.Message);
        Assert.Equal(new PolicyPodCounts(1, 1), result.Pods);
    }

    [Fact]
    public void Evaluate_OfACoolCluster_DoesNothing()
    {
        var result = Evaluate(A.Snapshot([A.Node("n1", 1), A.Node("n2")], A.Pod("web", "n1")), A.Policy());

        Assert.Empty(result.Plan.Moves);
        Assert.Empty(result.Plan.Verdicts);
        Assert.Empty(result.ActiveTriggers);
    }

    [Fact]
    public void Evaluate_OfAStaleSample_ShowsUnknownAndMovesNothing()
    {
        var snapshot = A.Snapshot(HotAndCool, A.Pod("web", "n1", 1.5));

        var result = PolicyEvaluation.Evaluate(snapshot, [A.Compiled(A.Policy())], TriggerStates.Empty, A.Noon.AddSeconds(91));

        Assert.Empty(result.Outcomes[0].Plan.Moves);
        Assert.All(result.Outcomes[0].ActiveTriggers, static trigger => Assert.Equal("Unknown", trigger.State));
        Assert.Equal(2, result.Outcomes[0].ActiveTriggers.Count);
    }

    [Fact]
    public void Evaluate_OfSeveralPods_TakesTheOneThatClearsForTheFewestBytes()
    {
        PodView[] pods = [A.Pod("tiny", "n1", 0.2, 0.01), A.Pod("lean", "n1", 1.5, 0.5), A.Pod("fat", "n1", 1.5, 3)];

        Assert.Equal("lean", Assert.Single(Evaluate(A.Snapshot(HotAndCool, pods), A.Policy()).Plan.Moves).PodName);
    }

    [Fact]
    public void Evaluate_OfSeveralTargets_TakesTheCoolest()
    {
        NodeView[] nodes = [.. HotAndCool, A.Node("n3", 0.2, 1), A.Node("n0", 0.4, 2)];

        Assert.Equal("n3", Assert.Single(Evaluate(A.Snapshot(nodes, A.Pod("web", "n1", 1.5)), A.Policy()).Plan.Moves).TargetNode);
    }

    [Fact]
    public void Evaluate_OfATargetThatWouldFire_MovesNothing()
    {
        var headroom = A.Policy();
        headroom = headroom with { Spec = headroom.Spec with { Target = new PolicyTarget { Headroom = new PolicyHeadroom { CpuPercent = 0, MemoryPercent = 0, Pods = 0 } } } };
        var snapshot = A.Snapshot([A.Node("n1", 3.4), A.Node("n2", 1.5)], A.Pod("web", "n1", 1.5));

        var verdict = Assert.Single(Evaluate(snapshot, headroom).Plan.Verdicts);

        Assert.Equal("NoFeasibleTarget", verdict.Gate);
        Assert.Contains("node 'n2' would fire trigger 'hot'", verdict.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, ClusterSnapshot, MigrationPolicy> Stopped { get; } = StoppedCases();

    [Theory]
    [MemberData(nameof(Stopped))]
    public void Evaluate_OfAHotNodeBehindAGate_NamesTheGate(string gate, ClusterSnapshot snapshot, MigrationPolicy policy)
    {
        var plan = Evaluate(snapshot, policy).Plan;

        Assert.Empty(plan.Moves);
        Assert.Equal(gate, Assert.Single(plan.Verdicts).Gate);
    }

    [Fact]
    public void Evaluate_OfAPodThatCameFromTheOnlyTarget_DoesNotSendItBack()
    {
        var moved = new FinishedMove { SourcePodUid = "uid-old", TargetPodUid = "uid-web", SourceNode = "n2", TargetNode = "n1", Succeeded = true, EndTime = A.Noon.AddHours(-5) };
        var before = moved with { SourcePodUid = "uid-older", TargetPodUid = "uid-old", SourceNode = "n3", TargetNode = "n2" };
        var snapshot = A.Snapshot([.. HotAndCool, A.Node("n3")], A.Pod("web", "n1", 1.5)) with { Finished = [moved, before] };

        var verdict = Assert.Single(Evaluate(snapshot, A.Policy()).Plan.Verdicts);
        var later = snapshot with { Finished = [moved with { EndTime = A.Noon.AddHours(-7) }, before] };

        Assert.Equal("node 'n2' is where the pod came from less than 6h ago; node 'n3' is where the pod came from less than 6h ago.", verdict.Message[(verdict.Message.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        Assert.Equal("n2", Assert.Single(Evaluate(later, A.Policy()).Plan.Moves).TargetNode);
    }

    [Fact]
    public void Evaluate_AfterChoosing_SettlesAndChoosesNoOther()
    {
        var policy = A.Compiled(A.Policy());
        var snapshot = A.Snapshot(HotAndCool, A.Pod("web", "n1", 1.5), A.Pod("api", "n1", 1.5));

        var first = PolicyEvaluation.Evaluate(snapshot, [policy], TriggerStates.Empty, A.Noon);
        var second = PolicyEvaluation.Evaluate(snapshot, [policy], first.States, A.Noon.AddSeconds(30));

        Assert.Single(first.Outcomes[0].Plan.Moves);
        Assert.Empty(second.Outcomes[0].Plan.Moves);
        Assert.Equal("Settling", Assert.Single(second.Outcomes[0].ActiveTriggers).State);
    }

    [Fact]
    public void Evaluate_OfARecommendingPolicy_KeepsProposing()
    {
        var recommend = A.Policy();
        var policy = A.Compiled(recommend with { Spec = recommend.Spec with { Action = PolicyAction.Recommend } });
        var snapshot = A.Snapshot(HotAndCool, A.Pod("web", "n1", 1.5));

        var first = PolicyEvaluation.Evaluate(snapshot, [policy], TriggerStates.Empty, A.Noon);
        var second = PolicyEvaluation.Evaluate(snapshot, [policy], first.States, A.Noon.AddSeconds(30));

        Assert.Equal(Assert.Single(first.Outcomes[0].Plan.Moves), Assert.Single(second.Outcomes[0].Plan.Moves));
    }

    [Fact]
    public void Evaluate_OfTwoPolicies_GivesAPodToTheHigherOne()
    {
        var low = A.Policy();
        var high = low with { Metadata = new ObjectMeta { Name = "a-high" }, Spec = low.Spec with { Precedence = 5, Suspend = false } };
        var snapshot = A.Snapshot(HotAndCool, A.Pod("web", "n1", 1.5));

        var result = PolicyEvaluation.Evaluate(snapshot, [A.Compiled(low), A.Compiled(high)], TriggerStates.Empty, A.Noon);

        Assert.Equal(["a-high", "relieve"], result.Outcomes.Select(static outcome => outcome.PolicyName));
        Assert.Single(result.Outcomes[0].Plan.Moves);
        Assert.Empty(result.Outcomes[1].Plan.Moves);
        Assert.Equal(new PolicyPodCounts(0, 0), result.Outcomes[1].Pods);
    }

    [Fact]
    public void Evaluate_OfASuspendedPolicy_LeavesItOut()
    {
        var policy = A.Policy();

        var result = PolicyEvaluation.Evaluate(
            A.Snapshot(HotAndCool, A.Pod("web", "n1", 1.5)),
            [A.Compiled(policy with { Spec = policy.Spec with { Suspend = true } })],
            TriggerStates.Empty,
            A.Noon);

        Assert.Empty(result.Outcomes);
    }

    private static TheoryData<string, ClusterSnapshot, MigrationPolicy> StoppedCases()
    {
        var policy = A.Policy();
        var web = A.Pod("web", "n1", 1.5);
        var snapshot = A.Snapshot(HotAndCool, web);
        var ended = new FinishedMove { SourcePodUid = "uid-x", SourceNode = "n1", Succeeded = false, EndTime = A.Noon.AddMinutes(-1) };
        var other = new MoveInFlight { MigrationName = "m", PodNamespace = "x", PodName = "x", SourceNode = "n1", TargetNode = "n9" };
        return new()
        {
            { "AgentNotReady", snapshot with { Nodes = [HotAndCool[0] with { AgentReady = false }, HotAndCool[1]] }, policy },
            { "Paused", snapshot with { Nodes = [HotAndCool[0] with { Paused = PauseDirection.Outbound }, HotAndCool[1]] }, policy },
            { "NodeCooldown", snapshot with { Finished = [ended] }, policy },
            { "PodCooldown", snapshot with { Finished = [ended with { SourcePodUid = web.Uid, SourceNode = "n8", EndTime = A.Noon.AddMinutes(-29) }] }, policy },
            { "MaxConcurrentPerNode", snapshot with { InFlight = [other] }, policy },
            { "MaxConcurrent", snapshot with { InFlight = [.. Enumerable.Repeat(other with { PolicyName = "relieve", SourceNode = null }, 2)] }, policy },
            { "AlreadyMigrating", snapshot with { InFlight = [other with { PodNamespace = "prod", PodName = "web", SourceNode = null, TargetNode = null }] }, policy },
            { "NotMovable", snapshot with { Pods = [web with { Blockers = [new MigrationBlocker("HostPID", "hostPID is true.")] }] }, policy },
            { "UsageUnknown", snapshot with { Pods = [web with { Usage = null }] }, policy },
            { "NoRelief", snapshot with { Pods = [A.Pod("idle", "n1", 0.001)] }, policy },
            { "NoFeasibleTarget", snapshot with { Nodes = [HotAndCool[0]] }, policy },
            { "NoFeasibleTarget", snapshot, policy with { Spec = policy.Spec with { Target = new PolicyTarget { NodeSelector = Labels("pool", "cold") } } } },
            { "NoFeasibleTarget", snapshot with { InFlight = [other with { SourceNode = "n2" }] }, policy },
        };
    }

    private static LabelSelector Labels(string key, string value) => new() { MatchLabels = new Dictionary<string, string> { [key] = value } };

    private static PolicyOutcome Evaluate(ClusterSnapshot snapshot, MigrationPolicy policy) =>
        Assert.Single(PolicyEvaluation.Evaluate(snapshot, [A.Compiled(policy)], TriggerStates.Empty, A.Noon).Outcomes);
}

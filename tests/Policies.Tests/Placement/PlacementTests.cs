using System.Text.Json;
using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Policies.Placement;
using PodMotion.Policies.Snapshot;
using Xunit;

namespace PodMotion.Policies.Tests.Placement;

public sealed class PlacementTests
{
    public static TheoryData<string, NodeView> Unfit { get; } = new()
    {
        { "NodeNotReady", A.Node("n2") with { Ready = false } },
        { "AgentNotReady", A.Node("n2") with { AgentReady = false } },
        { "AgentNotReady", A.Node("n2") with { AgentCapable = false, AgentMessage = "CRIU is missing" } },
        { "Paused", A.Node("n2") with { Paused = PauseDirection.Inbound } },
        { "Unschedulable", A.Node("n2") with { Unschedulable = true } },
        { "TaintNotTolerated", A.Node("n2") with { Taints = [new Taint { Key = "gpu", Value = "yes", Effect = "NoSchedule" }] } },
        { "InsufficientResources", A.Node("n2") with { AllocatableCores = 0.05 } },
        { "InsufficientResources", A.Node("n2") with { AllocatableMemoryBytes = 1 } },
        { "TooManyPods", A.Node("n2") with { AllocatablePods = 0 } },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public void Blockers_OfANodeWithOneObstacle_NamesIt(string reason, NodeView node)
    {
        var pod = A.Pod("web", "n1");

        var blocker = Assert.Single(TargetChoice.Blockers(A.Snapshot([A.Node("n1"), node], pod), pod, "n2"));

        Assert.Equal(reason, blocker.Reason);
        Assert.StartsWith("target node 'n2' ", blocker.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", blocker.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpu", null, "yes", null, true)]
    [InlineData("gpu", "Equal", "yes", "NoSchedule", true)]
    [InlineData("gpu", "Exists", null, null, true)]
    [InlineData(null, "Exists", null, null, true)]
    [InlineData("gpu", "Equal", "no", null, false)]
    [InlineData("gpu", "Exists", null, "NoExecute", false)]
    [InlineData("other", "Exists", null, null, false)]
    [InlineData(null, "Equal", "yes", null, false)]
    public void Blockers_OfATaintedNode_FollowTheTolerations(string? key, string? operation, string? value, string? effect, bool fits)
    {
        var node = A.Node("n2") with { Taints = [new Taint { Key = "gpu", Value = "yes", Effect = "NoSchedule" }] };
        var pod = A.Pod("web", "n1") with { Tolerations = [new Toleration { Key = key, Operator = operation, Value = value, Effect = effect }] };

        Assert.Equal(fits, TargetChoice.Blockers(A.Snapshot([A.Node("n1"), node], pod), pod, "n2").Count == 0);
    }

    [Theory]
    [InlineData("In", "a,b", true)]
    [InlineData("In", "b", false)]
    [InlineData("NotIn", "b", true)]
    [InlineData("NotIn", "a", false)]
    [InlineData("Exists", "", true)]
    [InlineData("DoesNotExist", "", false)]
    [InlineData("Gt", "1", false)]
    public void Blockers_OfANodeOfPoolA_FollowTheAffinity(string operation, string values, bool fits)
    {
        Assert.Equal(fits, Fits(new NodeRequirement("pool", operation, values.Split(',', StringSplitOptions.RemoveEmptyEntries)), "pool", "a"));
    }

    [Theory]
    [InlineData("Gt", "7", true)]
    [InlineData("Gt", "8", false)]
    [InlineData("Lt", "9", true)]
    [InlineData("Lt", "x", false)]
    public void Blockers_OfANodeOfGenerationEight_FollowTheAffinity(string operation, string bound, bool fits)
    {
        Assert.Equal(fits, Fits(new NodeRequirement("generation", operation, [bound]), "generation", "8"));
    }

    [Fact]
    public void Of_APodWithAffinity_ReadsTheRequiredTerms()
    {
        const string Affinity = """
            {"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[
              {"matchExpressions":[{"key":"pool","operator":"In","values":["a"]}],"matchFields":[{"key":"metadata.name","operator":"In","values":["n2"]}]}]}}}
            """;
        var movable = A.MovablePod();
        var view = PodView.Of(movable with { Spec = movable.Spec with { Affinity = JsonDocument.Parse(Affinity).RootElement } }, null);
        var labelled = A.Node("n2") with { Labels = new Dictionary<string, string> { ["pool"] = "a" } };

        Assert.Empty(TargetChoice.Blockers(A.Snapshot([A.Node("n1"), labelled], view), view, "n2"));
        Assert.Single(TargetChoice.Blockers(A.Snapshot([A.Node("n1"), labelled with { Name = "n3" }], view), view, "n3"));
    }

    [Fact]
    public void Blockers_OfTheSourceAndOfNoNode_NamesThem()
    {
        var pod = A.Pod("web", "n1");
        var snapshot = A.Snapshot([A.Node("n1")], pod);

        Assert.Equal(Reasons.TargetIsSource, Assert.Single(TargetChoice.Blockers(snapshot, pod, "n1")).Reason);
        Assert.Equal(Reasons.TargetNotFound, Assert.Single(TargetChoice.Blockers(snapshot, pod, "n9")).Reason);
    }

    [Fact]
    public void Blockers_WhileAnotherPodArrives_CountsItsRequests()
    {
        var pod = A.Pod("web", "n1") with { RequestedCores = 3 };
        var other = A.Pod("other", "n1") with { RequestedCores = 2 };
        var snapshot = A.Snapshot([A.Node("n1"), A.Node("n2")], pod, other);
        var arriving = snapshot with { InFlight = [A.InFlight(other, "n2")] };

        Assert.Empty(TargetChoice.Blockers(snapshot, pod, "n2"));
        Assert.Equal("InsufficientResources", Assert.Single(TargetChoice.Blockers(arriving, pod, "n2")).Reason);
        Assert.Empty(TargetChoice.Blockers(arriving, other, "n2"));
    }

    [Fact]
    public void Best_OfSeveralNodes_IsTheCoolestThatFits()
    {
        var pod = A.Pod("web", "n1");
        NodeView[] nodes = [A.Node("n1"), A.Node("n2", 2), A.Node("n3", 1), A.Node("n4") with { Unschedulable = true }, A.Node("n5") with { Usage = null }];

        Assert.Equal("n3", TargetChoice.Best(A.Snapshot(nodes, pod), pod));
        Assert.Equal("n3", TargetChoice.Best(A.Snapshot(nodes), pod with { Usage = null }));
        Assert.Equal("n5", TargetChoice.Best(A.Snapshot([nodes[0], nodes[4]], pod), pod));
        Assert.Null(TargetChoice.Best(A.Snapshot([nodes[0], nodes[3]], pod), pod));
    }

    private static bool Fits(NodeRequirement requirement, string key, string value)
    {
        var node = A.Node("n2") with { Labels = new Dictionary<string, string> { [key] = value } };
        var pod = A.Pod("web", "n1") with { RequiredNodeTerms = [new NodeTerm([requirement], [])] };
        return TargetChoice.Blockers(A.Snapshot([A.Node("n1"), node], pod), pod, "n2").Count == 0;
    }
}

using System.Text.Json;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Snapshot;
using PodMotion.Policies.Triggers;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Policies.Tests;

/// <summary>The worked example of docs/policies.md, row by row, with the sample that it names.</summary>
public sealed class WorkedExampleTests
{
    private const double Cores = 2;
    private static readonly PodView Hog = Pod("hog", "worker-1") with { Blockers = [new MigrationBlocker("RuntimeClass", "runtimeClassName is ''.")] };
    private static readonly PodView Before = Pod("redis", "worker-1");
    private static readonly PodView After = Pod("redis-m1", "worker-2");

    private static readonly FinishedMove Finished = new()
    {
        SourcePodUid = Before.Uid,
        TargetPodUid = After.Uid,
        SourceNode = "worker-1",
        TargetNode = "worker-2",
        Succeeded = true,
        EndTime = At(35),
    };

    private TriggerStates states = TriggerStates.Empty;

    [Fact]
    public void Evaluate_TheWorkedExample_GoesAsDocumented()
    {
        Assert.Empty(Look(0, 15, 10, Before).ActiveTriggers);
        Assert.Equal("worker-1 Pending", Active(Look(20, 71, 12, Before)));

        var fired = Look(30, 72, 12, Before);
        Assert.Equal("worker-1 Settling", Active(fired));
        var move = Assert.Single(fired.Plan.Moves);
        Assert.Equal(("redis", "worker-2"), (move.PodName, move.TargetNode));

        Assert.Equal("worker-1 Settling", Active(Look(35, 66, 18, After)));
        Assert.Equal(["NodeCooldown"], Gates(Look(65, 66, 18, After)));
        Assert.Equal(["NotMovable"], Gates(Look(96, 66, 18, After)));
        Assert.Equal("worker-1 Clearing, worker-2 Pending", Active(Look(120, 30, 55, After)));

        var back = Look(131, 30, 55, After);
        Assert.Equal("worker-2 Firing", Active(back));
        Assert.Equal(["PodCooldown"], Gates(back));
        Assert.Empty(back.Plan.Moves);
    }

    private static string Active(PolicyOutcome outcome) => string.Join(", ", outcome.ActiveTriggers.Select(trigger => $"{trigger.Subject} {trigger.State}"));

    private static IEnumerable<string> Gates(PolicyOutcome outcome) => outcome.Plan.Verdicts.Select(verdict => verdict.Gate).Distinct();

    private static DateTimeOffset At(int second) => A.Noon.AddSeconds(second);

    private static PodView Pod(string name, string node) => A.Pod(name, node, usedCores: 0.12, usedGiB: 0.5);

    private static NodeView Node(string name, double percent) => A.Node(name, percent / 100 * Cores, 1) with { AllocatableCores = Cores };

    private PolicyOutcome Look(int second, double first, double other, PodView redis)
    {
        var now = At(second);
        var snapshot = A.Snapshot([Node("worker-1", first), Node("worker-2", other)], Hog, redis);
        var fresh = snapshot with
        {
            Time = now,
            Nodes = [.. snapshot.Nodes.Select(node => node with { Usage = node.Usage! with { Time = now } })],
            Pods = [.. snapshot.Pods.Select(pod => pod with { Usage = pod.Usage! with { Time = now } })],
            Finished = redis == After ? [Finished] : [],
        };
        var result = PolicyEvaluation.Evaluate(fresh, [Sample()], states, now);
        states = result.States;
        return Assert.Single(result.Outcomes);
    }

    private static CompiledPolicy Sample()
    {
        var file = RepositoryFiles.PathOf("samples/relieve-hot-nodes/migrationpolicy.yaml");
        return PolicyCompiler.Compile(YamlFile.Read(file).Single().Deserialize<MigrationPolicy>(KubeJson.Options)!).Policy!;
    }
}

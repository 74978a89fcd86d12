using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class PolicyTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    private const string Hot = "node.cpu.usagePercent > 40 && node.cpu.usagePercent > cluster.cpu.meanPercent + 10";
    private static readonly string[] Columns = ["Name", "Phase", "Source", "Target", "Reason", "Freeze-ms", "Age"];

    private static readonly MigrationPhase[] Order =
    [
        MigrationPhase.Validating, MigrationPhase.Queued, MigrationPhase.PreparingTarget, MigrationPhase.Checkpointing, MigrationPhase.SocketInventory,
        MigrationPhase.OverlayHandoff, MigrationPhase.Transferring, MigrationPhase.Restoring, MigrationPhase.RestoreSocketReattach,
        MigrationPhase.DisengageHold, MigrationPhase.TCPVerifying, MigrationPhase.ServiceVerifying, MigrationPhase.CutoverComplete, MigrationPhase.Complete,
    ];

    [EndToEndFact]
    public Task Enforce_NodeIsHot_MovesThePodWithItsConnection() => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home);
        await HeatAsync(scenario);
        await scenario.CreatePolicyAsync("Enforce", Hot);

        var run = scenario.Follow(await FirstMigrationAsync(scenario));
        var ended = await run.EndAsync();

        Assert.Equal(MigrationPhase.Complete, ended.Status!.Phase);
        Assert.Equal((Home, Away), (ended.Status.SourceNodeName, ended.Status.TargetNodeName));
        Assert.Equal(("Policy", scenario.Namespace, "hot"), (ended.Spec.Origin!.Type, ended.Spec.Origin.PolicyName, ended.Spec.Origin.TriggerName));
        AssertInOrder(ended.Status.PhaseTransitions);
        await Expect.MovedAsync(scenario, run, redis);
        await Expect.NothingLostAsync(redis);
        Assert.Equal(ended.Status.Tcp!.EstablishedAtFreeze, ended.Status.Tcp.EstablishedRestored);
        await AssertPrintedAsync(scenario, ended.Status);
        await Expect.ToldAsync(scenario, ended);
    });

    [EndToEndFact]
    public Task Recommend_NodeIsHot_SaysSoAndMovesNothing() => RunAsync(async scenario =>
    {
        await scenario.StartRedisAsync(Home);
        await HeatAsync(scenario);
        await scenario.CreatePolicyAsync("Recommend", Hot);

        await scenario.Poll.UntilAsync("a recommendation for pod 'redis'", Limits.Start, async () =>
            (await scenario.PolicyStatusAsync())?.Recommendations.Any(r => r.PodName == "redis" && r.TargetNodeName == Away) == true);

        var before = (await scenario.PolicyStatusAsync())!.LastEvaluationTime;
        await scenario.Poll.UntilAsync("another evaluation", Limits.Follow, async () => (await scenario.PolicyStatusAsync())!.LastEvaluationTime > before);
        Assert.Empty(await scenario.MigrationsAsync());
    });

    [EndToEndTheory]
    [InlineData("node.cpu.usagePercent > ", "")]
    [InlineData("node.cpu.usagePercent >= 0 && node.cpu.wishes > 1", "node.cpu.wishes")]
    public Task Expression_CannotBeUsed_IsNamedWithItsPositionAndDoesNothing(string expression, string named) => RunAsync(async scenario =>
    {
        await scenario.StartPodAsync(Manifests.Shell(scenario.Namespace, "idle", Home, "sleep 3600"));
        await scenario.CreatePolicyAsync("Enforce", expression);

        var active = await scenario.Poll.UntilAsync("condition Active", Limits.Follow, Limits.Look, async () =>
            (await scenario.PolicyStatusAsync())?.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Active));

        Assert.Equal("False", active.Status);
        Assert.Equal(Reasons.InvalidPolicy, active.Reason);
        Assert.Matches(@"(position|column|character) \d+", active.Message);
        Assert.Contains(named, active.Message, StringComparison.Ordinal);
        Assert.Empty(await scenario.MigrationsAsync());
        await scenario.Poll.UntilAsync("an event of the policy", Limits.Follow, async () =>
            (await scenario.Kube.ListAsync(CoreTypes.Events, new() { Fields = "involvedObject.name=" + scenario.Namespace }, scenario.Token))
                .Items.Any(e => e.Reason == Reasons.InvalidPolicy));
    });

    private static Task<Pod> HeatAsync(Scenario scenario)
    {
        var burner = Manifests.Shell(scenario.Namespace, "burner", Home, "while true; do true; done");
        burner["spec"]!.AsObject().Remove("runtimeClassName");
        return scenario.StartPodAsync(burner);
    }

    private static Task<PodMigration> FirstMigrationAsync(Scenario scenario) => scenario.Poll.UntilAsync(
        "a PodMigration by the policy", Limits.Start, Limits.Look, async () => await scenario.MigrationsAsync() is [var first, ..] ? first : null);

    private static void AssertInOrder(IReadOnlyList<PhaseTransition> transitions)
    {
        Assert.Equal(Order, transitions.Select(transition => transition.Phase).SkipWhile(phase => phase == MigrationPhase.Pending));
        Assert.Equal(transitions.Select(transition => transition.Time).Order(), transitions.Select(transition => transition.Time));
    }

    private async Task AssertPrintedAsync(Scenario scenario, PodMigrationStatus status)
    {
        var table = await PrintedTable.OfMigrationsAsync(Cluster.Config, scenario.Namespace, scenario.Token);
        Assert.Equal(Columns, table.Columns);
        Assert.Equal("Complete", table.Cell(0, "Phase"));
        Assert.Equal((Home, Away), (table.Cell(0, "Source"), table.Cell(0, "Target")));
        Assert.Equal(status.Reason, table.Cell(0, "Reason"));
        Assert.InRange(int.Parse(table.Cell(0, "Freeze-ms"), System.Globalization.CultureInfo.InvariantCulture), 1, 10_000);
        Assert.NotEmpty(table.Cell(0, "Age"));
    }
}

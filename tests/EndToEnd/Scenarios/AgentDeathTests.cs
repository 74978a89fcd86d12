using PodMotion.Api;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class AgentDeathTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    [EndToEndTheory]
    [InlineData(Home, "OPENED")]
    [InlineData(Home, "FROZEN")]
    [InlineData(Home, "DUMPED")]
    [InlineData(Home, "RELEASED")]
    [InlineData(Away, "PARKED")]
    [InlineData(Away, "RECEIVED")]
    [InlineData(Away, "RESTORED")]
    public Task Agent_KilledInTheCriticalSection_EndsOnOneSideOnly(string node, string step) => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home, mebibytes: 64);

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        var victim = scenario.Cluster.Node(node);
        await scenario.Poll.UntilQuicklyAsync($"step {step} in the journal of '{node}'", Limits.Migration, () => victim.HasJournalled(run.Uid, step));
        victim.Agent.Kill();
        var ended = await run.EndAsync();

        Assert.Contains(ended.Status!.Phase, new[] { MigrationPhase.RolledBack, MigrationPhase.Complete });
        await Expect.OneCopyAsync(scenario, run, redis, ended.Status.Phase == MigrationPhase.Complete ? Away : Home);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, ended);
    });

    [EndToEndFact]
    public Task SourceAgent_KilledWhileCriuDumps_EndsOnOneSideOnly() => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home, mebibytes: 128);

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        var source = scenario.Cluster.Node(Home);
        await scenario.Poll.UntilQuicklyAsync("a dumping CRIU on the source", Limits.Migration, () => source.Processes("criu swrk").Count > 0);
        source.Agent.Kill();
        var ended = await run.EndAsync();

        Assert.Contains(ended.Status!.Phase, new[] { MigrationPhase.RolledBack, MigrationPhase.Complete });
        await Expect.OneCopyAsync(scenario, run, redis, ended.Status.Phase == MigrationPhase.Complete ? Away : Home);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, ended);
    });
}

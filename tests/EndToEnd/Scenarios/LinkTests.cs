using PodMotion.Api;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class LinkTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(5);

    [EndToEndTheory]
    [InlineData("FROZEN")]
    [InlineData("DUMPED")]
    [InlineData("RELEASED")]
    public Task Link_CutDuringTheMove_EndsOnOneSideOnly(string step) => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home, mebibytes: 64);

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        var source = scenario.Cluster.Node(Home);
        await scenario.Poll.UntilQuicklyAsync($"step {step} in the source's journal", Limits.Migration, () => source.HasJournalled(run.Uid, step));
        using (scenario.Cluster.Node(Away).CutLink())
        {
            await scenario.Poll.HoldsAsync(Outage, () => Task.FromResult(!run.Phase.IsFinal()));
        }

        var ended = await run.EndAsync();

        Assert.Contains(ended.Status!.Phase, new[] { MigrationPhase.RolledBack, MigrationPhase.Complete });
        await Expect.OneCopyAsync(scenario, run, redis, ended.Status.Phase == MigrationPhase.Complete ? Away : Home);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, ended);
    });
}

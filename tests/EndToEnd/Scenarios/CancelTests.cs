using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class CancelTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    [EndToEndTheory]
    [InlineData(MigrationPhase.Validating)]
    [InlineData(MigrationPhase.Queued)]
    [InlineData(MigrationPhase.PreparingTarget)]
    public Task Delete_BeforeTheFreeze_LeavesThePodWhereItIs(MigrationPhase phase) => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home);

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        await run.ReachedAsync(phase);
        await DeleteAsync(scenario, run);
        var last = await run.GoneAsync();

        Assert.Equal(MigrationPhase.RolledBack, last.Status!.Phase);
        Assert.Equal(Reasons.Cancelled, last.Status.Reason);
        await Expect.StayedAsync(scenario, run, redis);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, last);
    });

    [EndToEndTheory]
    [InlineData(MigrationPhase.Checkpointing)]
    [InlineData(MigrationPhase.Transferring)]
    [InlineData(MigrationPhase.Restoring)]
    public Task Delete_InTheCriticalSection_EndsOnOneSideOnly(MigrationPhase phase) => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home, mebibytes: 64);

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        await run.ReachedAsync(phase);
        await DeleteAsync(scenario, run);
        var last = await run.GoneAsync();

        Assert.Contains(last.Status!.Phase, new[] { MigrationPhase.RolledBack, MigrationPhase.Complete });
        await Expect.OneCopyAsync(scenario, run, redis, last.Status.Phase == MigrationPhase.Complete ? Away : Home);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, last);
    });

    private static async Task DeleteAsync(Scenario scenario, MigrationRun run) =>
        (await scenario.Kube.DeleteAsync(Kinds.PodMigrations, run.Key, new Deletion(), scenario.Token)).Require();
}

using PodMotion.Api;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class SourceDeathTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    // A container that is killed loses its memory wherever it runs; what must hold is that it then runs once, at home, and says so.
    [EndToEndTheory]
    [InlineData("OPENED")]
    [InlineData("FROZEN")]
    [InlineData("DUMPED")]
    public Task SourceContainer_DiesBeforeTheCommit_IsRestartedAtHomeOnly(string step) => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home, mebibytes: 64);

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        var source = scenario.Cluster.Node(Home);
        await scenario.Poll.UntilQuicklyAsync($"step {step} in the source's journal", Limits.Migration, () => source.HasJournalled(run.Uid, step));
        Scenario.KillServer(redis.Source.Metadata.Uid);
        var ended = await run.EndAsync();

        Assert.Contains(ended.Status!.Phase, new[] { MigrationPhase.RolledBack, MigrationPhase.Failed });
        await scenario.Poll.UntilAsync("kubelet's restart of the container", Limits.Follow, async () =>
            (await scenario.GetPodAsync("redis"))!.Status.ContainerStatuses[0].RestartCount > 0);
        await Expect.StayedAsync(scenario, run, redis);
        await redis.AbandonAsync();
        await Expect.ToldAsync(scenario, ended);
    });

    // The rebalancer stands still while the two agents go on by themselves, so that the source pod's object stays and kubelet wants its dead container back.
    [EndToEndFact]
    public Task SourcePod_StaysAfterTheMove_IsNeverStartedAgain() => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home);
        var (source, uid) = (scenario.Cluster.Node(Home), redis.Source.Metadata.Uid);

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        await run.ReachedAsync(MigrationPhase.SocketInventory);
        using (scenario.Cluster.Rebalancer.Pause())
        {
            await scenario.Poll.UntilAsync("the source's container dead", Limits.Migration, () => Task.FromResult(HostProcesses.OfPods([uid]).All(p => p.Command != "redis-server")));
            await redis.WritesOnAsync();
            await scenario.Poll.UntilAsync("kubelet refused by the fence", Limits.Follow, async () =>
                (await scenario.GetPodAsync("redis"))!.Status.ContainerStatuses[0].State.Waiting is not null);
            Assert.True(source.IsFenced(uid));
            Assert.Empty(Scenario.RunningServers([uid]));
        }

        var ended = await run.EndAsync();

        Assert.Equal(MigrationPhase.Complete, ended.Status!.Phase);
        await Expect.MovedAsync(scenario, run, redis);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, ended);
        await scenario.Poll.UntilAsync("the fence gone with the pod's folder", Limits.Follow, () => Task.FromResult(!source.IsFenced(uid)));
    });
}

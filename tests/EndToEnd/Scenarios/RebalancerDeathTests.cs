using System.Text.Json.Nodes;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class RebalancerDeathTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    public static TheoryData<MigrationPhase> Phases =>
    [
        MigrationPhase.Pending, MigrationPhase.Validating, MigrationPhase.Queued, MigrationPhase.PreparingTarget, MigrationPhase.Checkpointing,
        MigrationPhase.SocketInventory, MigrationPhase.OverlayHandoff, MigrationPhase.Transferring, MigrationPhase.Restoring,
        MigrationPhase.RestoreSocketReattach, MigrationPhase.DisengageHold, MigrationPhase.TCPVerifying, MigrationPhase.ServiceVerifying,
        MigrationPhase.CutoverComplete,
    ];

    [EndToEndTheory]
    [MemberData(nameof(Phases))]
    public Task Rebalancer_KilledInAnyPhase_CompletesTheMove(MigrationPhase phase) => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home);

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        await run.ReachedAsync(phase);
        scenario.Cluster.Rebalancer.Kill();
        await ReleaseLeaseAsync(scenario);
        var ended = await run.EndAsync();

        Assert.Equal(MigrationPhase.Complete, ended.Status!.Phase);
        await Expect.MovedAsync(scenario, run, redis);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, ended);
    });

    // Who held the lease is known to be dead: its successor need not wait until the lease runs out.
    private static async Task ReleaseLeaseAsync(Scenario scenario) => (await scenario.Kube.MergePatchAsync(
        CoreTypes.Leases,
        new(PodMotionGroup.SystemNamespace, "podmotion-rebalancer"),
        new JsonObject { ["spec"] = new JsonObject { ["holderIdentity"] = "" } },
        PatchTarget.Whole,
        scenario.Token)).Require();
}

using PodMotion.Api;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class DryRunTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    private const int Mebibytes = 16;

    [EndToEndFact]
    public Task DryRun_PodThatCanMove_EstimatesAndMovesNothing() => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home, Mebibytes);

        var run = await scenario.MigrateAsync("redis", """{"dryRun": true, "tcpPreservationMode": "BestEffort"}""");
        var ended = await run.EndAsync();

        Assert.Equal(MigrationPhase.DryRunComplete, ended.Status!.Phase);
        var estimate = ended.Status.DryRunEstimate!;
        Assert.True(estimate.Eligible);
        Assert.Empty(estimate.Blockers);
        Assert.Equal(Away, estimate.RecommendedNodeName);
        Assert.InRange(estimate.MemoryBytes!.Value, Mebibytes << 20, 512L << 20);
        Assert.True(estimate.EstablishedConnections >= 1, "the client's connection was not counted");
        await Expect.StayedAsync(scenario, run, redis);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, ended);
    });
}

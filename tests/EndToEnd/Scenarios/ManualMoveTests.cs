using PodMotion.Api;
using PodMotion.EndToEnd.Harness;
using PodMotion.TestKit.Workloads;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class ManualMoveTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    [EndToEndFact]
    public Task Move_MinimalByHand_KeepsMemoryAndClosesConnectionsCleanly() => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home);

        var run = await scenario.MigrateAsync("redis");
        var ended = await run.EndAsync();

        Assert.Equal(MigrationPhase.Complete, ended.Status!.Phase);
        Assert.DoesNotContain(ended.Status.PhaseTransitions, transition => transition.Phase == MigrationPhase.OverlayHandoff);
        await Expect.MovedAsync(scenario, run, redis);
        var report = await redis.VerifyAsync();
        Assert.Equal(1, report.Resets);
        Assert.True(report.LongestStall < CheckingClient.AnswerLimit / 2, $"the old connection hung for {report.LongestStall}: it was not closed");
        await Expect.ToldAsync(scenario, ended);
    });

    [EndToEndFact]
    public Task Move_ToNamedNodeAndBack_KeepsOneConnectionAllTheWay() => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home);

        var there = await scenario.MigrateAsync("redis", $$"""{"targetNodeName": "{{Away}}", "tcpPreservationMode": "BestEffort"}""");
        Assert.Equal(MigrationPhase.Complete, (await there.EndAsync()).Status!.Phase);
        var moved = await Expect.MovedAsync(scenario, there, redis);
        await redis.WritesOnAsync();
        var back = await scenario.MigrateAsync(moved.Metadata.Name, $$"""{"targetNodeName": "{{Home}}", "tcpPreservationMode": "BestEffort"}""");
        var ended = await back.EndAsync();

        Assert.Equal(MigrationPhase.Complete, ended.Status!.Phase);
        await Expect.OneCopyAsync(scenario, back, redis, Home);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, ended);
    });
}

using PodMotion.Api;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class CriuTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    [EndToEndTheory]
    [InlineData(null)]
    [InlineData("#!/bin/sh\necho 'Version: 3.17.1'\n")]
    public Task Move_CriuIsMissingOrTooOld_IsRefusedBeforeAnythingHappens(string? criu) => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home);
        var source = scenario.Cluster.Node(Home);
        try
        {
            using var other = scenario.Cluster.ReplaceCriu(criu);
            await RestartAsync(scenario, source, capable: false);

            var run = await scenario.MigrateAsync("redis", KeepConnections);
            var ended = await run.EndAsync();

            Assert.Equal(MigrationPhase.Failed, ended.Status!.Phase);
            Assert.Contains("CRIU", ended.Status.Message, StringComparison.Ordinal);
            await Expect.StayedAsync(scenario, run, redis);
            await Expect.NothingLostAsync(redis);
            await Expect.ToldAsync(scenario, ended);
        }
        finally
        {
            await RestartAsync(scenario, source, capable: true);
        }
    });

    // An agent looks once, when it starts.
    private static Task RestartAsync(Scenario scenario, LocalNode node, bool capable)
    {
        node.Agent.Kill();
        return scenario.UntilCapableAsync(node.Name, capable);
    }
}

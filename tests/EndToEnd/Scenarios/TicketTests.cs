using System.Text.Json.Nodes;
using PodMotion.Api;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class TicketTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    [EndToEndFact]
    public Task Ticket_ForgedByLabelsAndAnnotations_StartsAnOrdinaryContainer() => RunAsync(async scenario =>
    {
        var pod = Manifests.Redis(scenario.Namespace, "redis", Away);
        pod["metadata"]!["labels"]![PodMotionGroup.MigrationLabel] = "move-1";
        pod["metadata"]!["annotations"] = new JsonObject
        {
            [PodMotionGroup.SourcePodUidAnnotation] = "11111111-2222-3333-4444-555555555555",
            [PodMotionGroup.Group + "/ticket"] = "/var/lib/podmotion/tickets/forged",
            ["io.kubernetes.cri.container-type"] = "container",
        };

        var redis = await scenario.StartRedisAsync(Away, manifest: pod);

        Assert.Equal(0, redis.Source.Status.ContainerStatuses[0].RestartCount);
        Assert.Single(Scenario.RunningServers([redis.Source.Metadata.Uid]));
        Assert.Equal(0, (await redis.VerifyAsync()).Resets);
    });

    [EndToEndFact]
    public Task Ticket_SpentByAMove_LaterRestartsAreOrdinary() => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home);
        var run = await scenario.MigrateAsync("redis", KeepConnections);
        Assert.Equal(MigrationPhase.Complete, (await run.EndAsync()).Status!.Phase);
        var moved = await Expect.MovedAsync(scenario, run, redis);
        await Expect.NothingLostAsync(redis);

        Scenario.KillServer(moved.Metadata.Uid);
        var restarted = await scenario.Poll.UntilAsync("the container restarted and Ready", Limits.Start, Limits.Look, async () =>
            await scenario.GetPodAsync(moved.Metadata.Name) is { } pod && Scenario.IsReady(pod) && pod.Status.ContainerStatuses[0].RestartCount == 1 ? pod : null);

        Assert.Equal(moved.Metadata.Uid, restarted.Metadata.Uid);
        await Expect.MovedAsync(scenario, run, redis);
        Assert.Equal(0, await RedisWorkload.KeysOfAsync(restarted, scenario.Token));
    });
}

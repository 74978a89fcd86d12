using System.Text.Json.Nodes;
using PodMotion.Api;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class RestoreRefusedTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    // The server keeps a file of a ConfigMap open and mounted. The target mounts the ConfigMap as it is by then, and CRIU takes no other file for that one.
    [EndToEndFact]
    public Task Restore_OpenFileWasReplacedOnTheTarget_RollsBackWithTheWordsOfCriu() => RunAsync(async scenario =>
    {
        await scenario.CreateAsync(Kinds.ConfigMaps, Settings(scenario.Namespace, "as it was"));
        var redis = await scenario.StartRedisAsync(Home, manifest: WithOpenFile(scenario.Namespace));
        (await scenario.Kube.ApplyRawAsync(Kinds.ConfigMaps, Settings(scenario.Namespace, "changed since, and longer"), scenario.Token)).Require();

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        var ended = await run.EndAsync();

        Assert.Equal(MigrationPhase.RolledBack, ended.Status!.Phase);
        Assert.Contains("restore on the target failed", ended.Status.Message, StringComparison.Ordinal);
        Assert.Contains("settings", ended.Status.Message, StringComparison.Ordinal);
        await Expect.StayedAsync(scenario, run, redis);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, ended);
    });

    [EndToEndFact]
    public Task Restore_CriuIsKilled_RollsBack() => RunAsync(async scenario =>
    {
        var redis = await scenario.StartRedisAsync(Home, mebibytes: 64);

        var run = await scenario.MigrateAsync("redis", KeepConnections);
        var target = scenario.Cluster.Node(Away);
        await scenario.Poll.UntilQuicklyAsync("the end of the restore, whose every process is killed", Limits.Migration, () =>
        {
            KillCriu(target);
            return run.Phase is MigrationPhase.RollingBack || run.Phase.IsFinal();
        });
        var ended = await run.EndAsync();

        Assert.Equal(MigrationPhase.RolledBack, ended.Status!.Phase);
        await Expect.StayedAsync(scenario, run, redis);
        await Expect.NothingLostAsync(redis);
        await Expect.ToldAsync(scenario, ended);
    });

    private static void KillCriu(LocalNode node)
    {
        foreach (var id in node.Processes("criu swrk"))
        {
            HostProcesses.Signal(id, "KILL");
        }
    }

    private static JsonObject Settings(string inNamespace, string text) => Manifests.Parse($$"""
        {
          "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "settings", "namespace": "{{inNamespace}}"},
          "data": {"settings": "{{text}}"}
        }
        """);

    private static JsonObject WithOpenFile(string inNamespace)
    {
        var pod = Manifests.Redis(inNamespace, "redis", Home);
        pod["spec"]!["volumes"] = JsonNode.Parse("""[{"name": "settings", "configMap": {"name": "settings"}}]""");
        var container = pod["spec"]!["containers"]![0]!;
        container["volumeMounts"] = JsonNode.Parse("""[{"name": "settings", "mountPath": "/settings", "subPath": "settings"}]""");
        container["command"] = new JsonArray("sh", "-c", "exec redis-server --save '' --protected-mode no 3</settings");
        container.AsObject().Remove("args");
        return pod;
    }
}

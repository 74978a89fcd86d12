using System.Text.Json.Nodes;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.EndToEnd.Harness;
using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Scenarios;

public sealed class RefusalTests(ClusterFixture cluster, ITestOutputHelper output) : ScenarioTests(cluster, output)
{
    private const string Plain = "plain";
    private const string Owner = "owner";

    // Pod, what is asked for, the reason, and the words that the sentence must have: object or field, value seen, value expected.
    private static readonly (string Pod, string Spec, string Reason, string[] Words)[] Cases =
    [
        (Plain, """{"tcpPreservationMode": "Strict"}""", Reasons.TcpModeNotAvailable, ["tcpPreservationMode", "Strict", "BestEffort"]),
        (Plain, """{"mode": "PostCopy"}""", Reasons.ModeNotAvailable, ["mode", "PostCopy", "PreCopy"]),
        (Plain, """{"mode": "Cold"}""", Reasons.ModeNotAvailable, ["mode", "Cold", "PreCopy"]),
        (Plain, """{"podNamespace": "default"}""", Reasons.NamespaceMismatch, ["podNamespace", "default"]),
        (Plain, """{"sourcePodUID": "not-this-one"}""", Reasons.PodReplaced, ["not-this-one"]),
        (Plain, $$"""{"targetNodeName": "{{Home}}"}""", Reasons.TargetIsSource, [Home]),
        (Plain, """{"targetNodeName": "worker-9"}""", Reasons.TargetNotFound, ["worker-9"]),
        ("nobody", "{}", Reasons.PodNotFound, ["nobody"]),
        ("pending", "{}", "NotRunning", ["phase", "Pending", "Running"]),
        ("host-network", "{}", "HostNetwork", ["hostNetwork"]),
        ("host-path", "{}", "HostPathVolume", ["volume 'host'"]),
        ("device", "{}", "ExtendedResource", ["podmotion.example/device"]),
        ("ordinary", "{}", "RuntimeClass", ["runtimeClassName", "podmotion"]),
        ("opted-out", "{}", "OptedOut", [PodMotionGroup.AllowAnnotation, "false"]),
        (Owner, "{}", "Owned", ["ReplicaSet", Owner]),
    ];

    [EndToEndFact]
    public Task Move_ThatCannotBeDone_IsRefusedInOneSentenceAndTouchesNothing() => RunAsync(async scenario =>
    {
        await StartPodsAsync(scenario);
        var before = await PodsAsync(scenario);

        // One after the other: two unfinished ones of the same pod would stand in each other's way.
        var refused = new List<PodMigration>();
        foreach (var (pod, spec, _, _) in Cases)
        {
            var run = await scenario.MigrateAsync(pod == Owner ? before.Keys.Single(name => name.StartsWith(Owner, StringComparison.Ordinal)) : pod, spec);
            refused.Add(await run.EndAsync());
        }

        Assert.All(refused, (migration, i) => AssertRefused(migration.Status!, Cases[i].Reason, Cases[i].Words));
        foreach (var migration in refused)
        {
            await Expect.ToldAsync(scenario, migration);
        }

        Assert.Equal(before, await PodsAsync(scenario));
    });

    private static void AssertRefused(PodMigrationStatus status, string reason, string[] words)
    {
        Assert.Equal((MigrationPhase.Failed, reason), (status.Phase, status.Reason));
        Assert.All(words, word => Assert.Contains(word, status.Message, StringComparison.Ordinal));
    }

    private static async Task StartPodsAsync(Scenario scenario)
    {
        JsonObject[] pods =
        [
            Changed(scenario, Plain, _ => { }),
            Changed(scenario, "pending", pod => (pod["spec"]!["nodeName"], pod["spec"]!["schedulerName"]) = (null, "nobody")),
            Changed(scenario, "host-network", pod => pod["spec"]!["hostNetwork"] = true),
            Changed(scenario, "host-path", pod => pod["spec"]!["volumes"] = JsonNode.Parse("""[{"name": "host", "hostPath": {"path": "/tmp"} }]""")),
            Changed(scenario, "device", pod => pod["spec"]!["containers"]![0]!["resources"] = JsonNode.Parse(
                """{"requests": {"podmotion.example/device": "1"}, "limits": {"podmotion.example/device": "1"} }""")),
            Changed(scenario, "ordinary", pod => pod["spec"]!.AsObject().Remove("runtimeClassName")),
            Changed(scenario, "opted-out", pod => pod["metadata"]!["annotations"] = new JsonObject { [PodMotionGroup.AllowAnnotation] = "false" }),
        ];
        foreach (var pod in pods)
        {
            await scenario.CreateAsync(CoreTypes.Pods, pod);
        }

        await scenario.CreateAsync(Kinds.ReplicaSets, ReplicaSet(scenario.Namespace));
        await scenario.Poll.UntilAsync("all pods but 'pending' Running", Limits.Start, async () =>
            (await ListAsync(scenario)).Count(pod => pod.Status.Phase == "Running") == pods.Length);
    }

    private static JsonObject Changed(Scenario scenario, string name, Action<JsonObject> change)
    {
        var pod = Manifests.Shell(scenario.Namespace, name, Home, "sleep 3600");
        change(pod);
        return pod;
    }

    private static JsonObject ReplicaSet(string inNamespace)
    {
        var pod = Manifests.Shell(inNamespace, Owner, Home, "sleep 3600");
        var set = Manifests.Parse($$"""
            {
              "apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "{{Owner}}", "namespace": "{{inNamespace}}"},
              "spec": {"replicas": 1, "selector": {"matchLabels": {"app": "owned"} }, "template": {"metadata": {"labels": {"app": "owned"} } } }
            }
            """);
        set["spec"]!["template"]!["spec"] = pod["spec"]!.DeepClone();
        return set;
    }

    private static async Task<IReadOnlyList<Pod>> ListAsync(Scenario scenario) =>
        (await scenario.Kube.ListAsync(CoreTypes.Pods, new() { Namespace = scenario.Namespace }, scenario.Token)).Items;

    // What a move would change: the containers, and which pods there are.
    private static async Task<SortedDictionary<string, string>> PodsAsync(Scenario scenario) => new(
        (await ListAsync(scenario)).ToDictionary(
            pod => pod.Metadata.Name,
            pod => $"{pod.Metadata.Uid} {pod.Spec.NodeName} {pod.Status.Phase} {string.Join(' ', pod.Status.ContainerStatuses.Select(c => c.ContainerID))}"),
        StringComparer.Ordinal);
}

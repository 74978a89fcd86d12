using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using Xunit;

namespace PodMotion.EndToEnd.Harness;

/// <summary>What every scenario asserts at its end.</summary>
internal static class Expect
{
    /// <summary>The workload runs exactly once, in one pod, on this node; returns that pod.</summary>
    public static async Task<Pod> OneCopyAsync(Scenario scenario, MigrationRun run, RedisWorkload workload, string node)
    {
        var pods = await scenario.Poll.UntilAsync(
            $"one pod of '{workload.Source.Metadata.Name}', Ready on '{node}'", Limits.Follow, Limits.Look, () => OnlyPodAsync(scenario, workload, node));
        await scenario.Poll.UntilAsync(
            $"exactly one running copy of '{workload.Source.Metadata.Name}'", Limits.Follow, () => Task.FromResult(Servers(run, workload, pods).Count == 1));
        Assert.Equal(pods.Metadata.Uid, Servers(run, workload, pods).Single().PodUid);
        return pods;
    }

    /// <summary>The workload runs exactly once, on the node where it was.</summary>
    public static async Task StayedAsync(Scenario scenario, MigrationRun run, RedisWorkload workload)
    {
        var pod = await OneCopyAsync(scenario, run, workload, workload.Source.Spec.NodeName!);
        Assert.Equal(workload.Source.Metadata.Uid, pod.Metadata.Uid);
    }

    /// <summary>The workload runs exactly once, on the other node.</summary>
    public static Task<Pod> MovedAsync(Scenario scenario, MigrationRun run, RedisWorkload workload) =>
        OneCopyAsync(scenario, run, workload, scenario.Cluster.OtherNode(workload.Source.Spec.NodeName!).Name);

    /// <summary>Not one acknowledged write lost, none carried out twice, the connection never broken.</summary>
    public static async Task NothingLostAsync(RedisWorkload workload)
    {
        var report = await workload.VerifyAsync();
        Assert.True(report.Resets == 0, $"the connection broke {report.Resets} times: {report.FirstFault}");
    }

    /// <summary>The end is told in one sentence that names the object, in the status and in an event.</summary>
    public static async Task ToldAsync(Scenario scenario, PodMigration ended)
    {
        var message = ended.Status?.Message ?? "";
        Assert.Matches(@"^PodMigration '[^']+': .{10,}\.$", message);
        Assert.Contains($"'{ObjectKey.Of(ended)}'", message, StringComparison.Ordinal);
        Assert.Matches("^[A-Z][A-Za-z]+$", ended.Status!.Reason);
        await scenario.Poll.UntilAsync(
            $"an event that says \"{message}\"",
            Limits.Follow,
            async () => (await scenario.EventsOfAsync(ended.Metadata.Name)).Any(e => e.Message == message && e.Reason == ended.Status.Reason));
    }

    private static async Task<Pod?> OnlyPodAsync(Scenario scenario, RedisWorkload workload, string node)
    {
        var pods = await scenario.PodsOfAsync(workload.Source.Metadata.Name, scenario.Token);
        return pods is [var pod] && pod.Spec.NodeName == node && pod.Metadata.DeletionTimestamp is null && Scenario.IsReady(pod) ? pod : null;
    }

    private static IReadOnlyList<PodProcess> Servers(MigrationRun run, RedisWorkload workload, Pod pod) =>
        Scenario.RunningServers(new[] { workload.Source.Metadata.Uid, run.Last.Status?.TargetPodUID, pod.Metadata.Uid }.Distinct());
}

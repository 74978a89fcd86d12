using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PodMotion.Api.Kubernetes;

namespace PodMotion.EndToEnd.Harness;

/// <summary>What somebody needs to understand a failed scenario: its objects, its events, the ends of the logs.</summary>
internal static class Diagnostics
{
    private const int LogLines = 40;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<string> DescribeAsync(Scenario scenario, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(Limits.Follow, time);
        var text = new StringBuilder();
        await DescribeMigrationsAsync(scenario, text, limit.Token);
        await DescribePolicyAsync(scenario, text, limit.Token);
        await DescribePodsAsync(scenario, text, limit.Token);
        await DescribeEventsAsync(scenario, text, limit.Token);
        foreach (var log in scenario.Cluster.Logs)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"---- end of {log}").AppendJoin('\n', Tail(log)).AppendLine();
        }

        return text.ToString();
    }

    private static async Task DescribeMigrationsAsync(Scenario scenario, StringBuilder text, CancellationToken cancellationToken)
    {
        var list = await scenario.Kube.ListAsync(Kinds.PodMigrations, new() { Namespace = scenario.Namespace }, cancellationToken);
        foreach (var migration in list.Items)
        {
            var raw = KubeObject.Write(Kinds.PodMigrations, migration);
            text.AppendLine(CultureInfo.InvariantCulture, $"---- PodMigration {migration.Metadata.Name}").AppendLine(Shown(raw));
        }
    }

    private static async Task DescribePolicyAsync(Scenario scenario, StringBuilder text, CancellationToken cancellationToken)
    {
        if (await scenario.Kube.GetRawAsync(Kinds.Policies, new("", scenario.Namespace), cancellationToken) is { } policy)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"---- MigrationPolicy {scenario.Namespace}").AppendLine(Shown(policy));
        }
    }

    private static string Shown(JsonObject migration) =>
        new JsonObject { ["spec"] = migration["spec"]?.DeepClone(), ["status"] = migration["status"]?.DeepClone() }.ToJsonString(Indented);

    private static async Task DescribePodsAsync(Scenario scenario, StringBuilder text, CancellationToken cancellationToken)
    {
        var list = await scenario.Kube.ListAsync(CoreTypes.Pods, new() { Namespace = scenario.Namespace }, cancellationToken);
        foreach (var pod in list.Items)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"---- Pod {pod.Metadata.Name} ({pod.Metadata.Uid}) on {pod.Spec.NodeName}, {pod.Status.PodIP}")
                .AppendLine(JsonSerializer.Serialize(pod.Status.ContainerStatuses, KubeJson.Options));
            foreach (var process in HostProcesses.OfPods([pod.Metadata.Uid]))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {process}");
            }
        }
    }

    private static async Task DescribeEventsAsync(Scenario scenario, StringBuilder text, CancellationToken cancellationToken)
    {
        var list = await scenario.Kube.ListAsync(CoreTypes.Events, new() { Namespace = scenario.Namespace }, cancellationToken);
        text.AppendLine("---- events");
        foreach (var e in list.Items.OrderBy(e => e.LastTimestamp))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{e.LastTimestamp:HH:mm:ss} {e.InvolvedObject.Kind} {e.InvolvedObject.Name} {e.Type} {e.Reason}: {e.Message}");
        }
    }

    private static IEnumerable<string> Tail(string file) => File.Exists(file) ? File.ReadLines(file).TakeLast(LogLines) : ["(there is no such file)"];
}

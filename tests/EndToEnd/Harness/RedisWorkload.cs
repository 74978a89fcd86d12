using System.Globalization;
using System.Net;
using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.TestKit.Workloads;
using Xunit;

namespace PodMotion.EndToEnd.Harness;

/// <summary>A Redis pod full of known data, with a client that writes and reads over one open connection all the time.</summary>
public sealed class RedisWorkload : IAsyncDisposable
{
    private const int Port = 6379;
    private const int Seed = 20;
    private readonly Scenario scenario;
    private readonly CheckingClient client;
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private int keys;
    private string digest = "";
    private string runId = "";

    private RedisWorkload(Scenario scenario, Pod pod)
    {
        (this.scenario, Source) = (scenario, pod);
        client = new(LocateAsync, "check", scenario.Time);
    }

    /// <summary>The pod as it was when it started.</summary>
    public Pod Source { get; }

    public CheckingReport Report => client.Report;

    /// <summary>Starts the pod, fills it and lets the client go.</summary>
    public static async Task<RedisWorkload> StartAsync(Scenario scenario, Pod pod, int mebibytes)
    {
        var workload = new RedisWorkload(scenario, pod);
        var server = EndPointOf(pod);
        workload.keys = await RedisData.FillAsync(server, mebibytes * 1024L * 1024L, Seed, scenario.Token);
        workload.digest = await RedisData.DigestAsync(server, workload.keys, scenario.Token);
        workload.runId = await InfoAsync(server, "server", "run_id", scenario.Token);
        workload.running = workload.client.RunAsync(workload.stop.Token);
        await workload.WritesOnAsync();
        return workload;
    }

    /// <summary>The number of keys that the server of a pod has.</summary>
    public static async Task<long> KeysOfAsync(Pod pod, CancellationToken cancellationToken)
    {
        await using var connection = await RespConnection.OpenAsync(EndPointOf(pod), cancellationToken);
        return (await connection.SendAsync(["DBSIZE"], cancellationToken)).Number;
    }

    /// <summary>Waits until more writes were acknowledged: the client is served.</summary>
    public Task WritesOnAsync()
    {
        var goal = Report.AcknowledgedWrites + 20;
        return scenario.Poll.UntilAsync(
            $"the client of '{Source.Metadata.Name}' served again", Limits.Follow, () => Task.FromResult(Report.AcknowledgedWrites >= goal));
    }

    /// <summary>
    /// Stops the client and checks that it is the same server with the same memory: the process's own run ID, every byte that was filled in, every acknowledged
    /// write, and no write carried out twice.
    /// </summary>
    public async Task<CheckingReport> VerifyAsync()
    {
        await WritesOnAsync();
        var report = await StopAsync();
        var server = EndPointOf(await ServingPodAsync(scenario.Token));
        Assert.Equal(runId, await InfoAsync(server, "server", "run_id", scenario.Token));
        Assert.Equal(digest, await RedisData.DigestAsync(server, keys, scenario.Token));
        Assert.True(report.LostWrites == 0, $"{report.LostWrites} acknowledged writes were lost: {report.FirstFault}");
        Assert.InRange(await SetCallsAsync(server) - keys, report.AcknowledgedWrites, report.AcknowledgedWrites + report.Resets);
        return report;
    }

    /// <summary>Stops the client; it reads every acknowledged write once more.</summary>
    public async Task<CheckingReport> StopAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(scenario.Token);
        return await client.VerifyAsync(scenario.Token);
    }

    /// <summary>Stops the client without asking the server for anything.</summary>
    public async Task AbandonAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(scenario.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.WaitAsync(Limits.Look, scenario.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static IPEndPoint EndPointOf(Pod pod) => new IPEndPoint(IPAddress.Parse(pod.Status.PodIP!), Port);

    private static async Task<string> InfoAsync(EndPoint server, string section, string field, CancellationToken cancellationToken)
    {
        await using var connection = await RespConnection.OpenAsync(server, cancellationToken);
        var info = await connection.SendAsync(["INFO", section], cancellationToken);
        return info.Text!.Split("\r\n").Single(line => line.StartsWith(field + ":", StringComparison.Ordinal))[(field.Length + 1)..];
    }

    private async Task<long> SetCallsAsync(EndPoint server)
    {
        var statistics = await InfoAsync(server, "commandstats", "cmdstat_set", scenario.Token);
        return long.Parse(statistics.Split('=', ',')[1], CultureInfo.InvariantCulture);
    }

    private async Task<EndPoint> LocateAsync(CancellationToken cancellationToken) => EndPointOf(await ServingPodAsync(cancellationToken));

    // The target where it is Ready, else the source, as a Service would lead to.
    private Task<Pod> ServingPodAsync(CancellationToken cancellationToken) => scenario.Poll.UntilAsync(
        $"a Ready pod of '{Source.Metadata.Name}'", Limits.Follow, Limits.Look, async () => (await scenario.PodsOfAsync(Source.Metadata.Name, cancellationToken))
            .Where(pod => pod.Metadata.DeletionTimestamp is null && Scenario.IsReady(pod))
            .OrderByDescending(pod => pod.Metadata.Labels.ContainsKey(PodMotionGroup.MigrationLabel))
            .FirstOrDefault());
}

using System.Globalization;
using System.Net.Sockets;
using PodMotion.Api.Kubernetes;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Harness;

/// <summary>The local cluster with PodMotion in it, connected with the first scenario.</summary>
public sealed class ClusterFixture : IDisposable
{
    private const int AgentPort = 9443;
    private static readonly Uri RebalancerReady = new("http://127.0.0.1:9800/readyz");
    private readonly TimeProvider time = TimeProvider.System;
    private readonly Lazy<KubeConfig> config = new(() => KubeConfig.Load(EndToEndSwitch.Kubeconfig));
    private readonly Lazy<KubeClient> kube;
    private readonly Lazy<LocalCluster> cluster = new(() => new(Path.GetDirectoryName(Path.GetFullPath(EndToEndSwitch.Kubeconfig))!));
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
    private readonly string session;
    private int scenarios;

    public ClusterFixture()
    {
        kube = new(() => KubeClient.Connect(config.Value, time));
        session = time.GetUtcNow().ToString("HHmmss", CultureInfo.InvariantCulture);
    }

    /// <summary>The way to the API server.</summary>
    public KubeConfig Config => config.Value;

    /// <summary>Runs a scenario in a namespace of its own, in a cluster that is whole; a failure is explained in the test's output.</summary>
    public async Task RunAsync(Func<Scenario, Task> body, ITestOutputHelper output)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"e2e-{session}-{++scenarios}");
        await using var scenario = await StartAsync(name);
        try
        {
            await WholeAsync(scenario);
            await body(scenario);
        }
        catch
        {
            output.WriteLine(await Diagnostics.DescribeAsync(scenario, time));
            throw;
        }
    }

    /// <summary>A scenario whose end is the caller's to call.</summary>
    public Task<Scenario> StartAsync(string name) => Scenario.StartAsync(kube.Value, cluster.Value, time, name);

    public void Dispose()
    {
        http.Dispose();
        if (kube.IsValueCreated)
        {
            kube.Value.Dispose();
        }
    }

    private async Task WholeAsync(Scenario scenario)
    {
        var nodes = await scenario.Kube.ListAsync(CoreTypes.Nodes, Selection.All, scenario.Token);
        foreach (var node in nodes.Items)
        {
            var address = node.Status.Addresses.First(a => a.Type == "InternalIP").Address;
            await scenario.Poll.UntilAsync($"the agent of '{node.Metadata.Name}' at {address}:{AgentPort}", Limits.Follow, () => AnswersAsync(address, scenario.Token));
            await scenario.UntilCapableAsync(node.Metadata.Name, capable: true);
        }

        await scenario.Poll.UntilAsync($"the rebalancer ready at {RebalancerReady}", Limits.Follow, () => IsReadyAsync(scenario.Token));
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(RebalancerReady, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> AnswersAsync(string address, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address, AgentPort, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using PodMotion.Api.Kubernetes;
using PodMotion.Rebalancer.Agents;
using PodMotion.Rebalancer.Cluster;
using PodMotion.Rebalancer.Migrations;
using PodMotion.TestKit.Kubernetes;

namespace PodMotion.Rebalancer.Tests.Fakes;

/// <summary>One life of a rebalancer process, without its hosts: the test says when it looks.</summary>
public sealed class RunningRebalancer : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ServiceProvider services;
    private readonly KubeClient client;
    private Task caches = Task.CompletedTask;

    private RunningRebalancer(FakeApiServer api, TimeProvider time, AgentPair agents)
    {
        client = api.CreateClient();
        services = new ServiceCollection().AddLogging()
            .AddRebalancer(client, time, new AgentAddresses(9443, 9444), agents.Connect, "me")
            .BuildServiceProvider();
    }

    public static async Task<RunningRebalancer> StartAsync(FakeApiServer api, TimeProvider time, AgentPair agents)
    {
        var process = new RunningRebalancer(api, time, agents);
        var cluster = process.Get<ClusterCache>();
        process.caches = cluster.RunAsync(process.stopping.Token);
        await cluster.Synced;
        await process.Get<NodeSampler>().RoundAsync(process.stopping.Token);
        return process;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<TimeSpan?> LookAsync(ObjectKey key) => Get<MigrationReconciler>().ReconcileAsync(key, stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        try
        {
            await caches;
        }
        catch (OperationCanceledException)
        {
            // This is how caches end.
        }

        await services.DisposeAsync();
        client.Dispose();
        stopping.Dispose();
    }
}

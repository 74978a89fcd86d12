using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Rebalancer.Agents;
using PodMotion.Rebalancer.Tests.Fakes;
using Xunit;

namespace PodMotion.Rebalancer.Tests;

/// <summary>The whole process with its hosts, queue and schedule, on the real clock.</summary>
public sealed class HostTests(AgentPair agents) : IClassFixture<AgentPair>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_process_moves_a_pod_by_itself_and_releases_its_lease_when_it_stops()
    {
        await using var world = await WorldAsync();
        using var client = world.Api.CreateClient();
        using var host = Host(client);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);

        await host.StartAsync(limit.Token);
        while (!world.IsOver)
        {
            world.Outside();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }

        Assert.True(host.Services.GetRequiredService<Acting>().Now);
        await host.StopAsync(limit.Token);
        Assert.Equal(MigrationPhase.Complete, world.Phase);
        Assert.Equal(1, world.Copies());
        Assert.Equal("", world.Api.Find(CoreTypes.Leases, Leadership.Key)!.Spec.HolderIdentity ?? "");
    }

    [Fact]
    public async Task The_process_outlasts_watches_that_break_and_cannot_be_resumed()
    {
        await using var world = await WorldAsync();
        using var client = world.Api.CreateClient();
        using var host = Host(client);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);

        await host.StartAsync(limit.Token);
        while (!world.IsOver)
        {
            world.Outside();
            world.Api.ForgetChanges();
            world.Api.DropWatches();
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }

        await host.StopAsync(limit.Token);
        Assert.Equal(MigrationPhase.Complete, world.Phase);
        Assert.Equal(1, world.Copies());
    }

    [Fact]
    public async Task The_process_makes_a_migration_for_a_hot_node_by_itself()
    {
        await using var world = await WorldAsync();
        world.Api.Remove(PodMotionTypes.PodMigrations, World.Key);
        (agents.N1.CpuCores, agents.N1.PodCores["source"]) = (3.5, 1);
        world.Api.Put(PodMotionTypes.MigrationPolicies, new()
        {
            Metadata = new() { Name = "spread", Uid = "p", Generation = 1 },
            Spec = new()
            {
                Action = PolicyAction.Enforce,
                Triggers = [new() { Name = "hot", Expression = "node.cpu.usagePercent > 50", ClearExpression = "node.cpu.usagePercent < 40" }],
                Metrics = new() { Interval = "10s" },
            },
        });
        using var client = world.Api.CreateClient();
        using var host = Host(client);
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);

        await host.StartAsync(limit.Token);
        await world.Api.UntilAsync(
            PodMotionTypes.MigrationPolicies, new("", "spread"), static policy => policy?.Status?.Recommendations.Count > 0, limit.Token);

        await host.StopAsync(limit.Token);
        Assert.Equal("web-0", Assert.Single(world.Api.All(PodMotionTypes.PodMigrations)).Spec.PodName);
    }

    private async Task<World> WorldAsync()
    {
        var world = await World.StartAsync(agents);
        (agents.N1.Time, agents.N2.Time) = (TimeProvider.System, TimeProvider.System);
        return world;
    }

    private IHost Host(KubeClient client)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging().AddRebalancer(client, TimeProvider.System, new AgentAddresses(9443, 9444), agents.Connect, "me");
        builder.AddRebalancerHosts();
        return builder.Build();
    }
}

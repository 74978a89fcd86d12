using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.Api.Kubernetes;
using PodMotion.Rebalancer.Agents;
using PodMotion.Rebalancer.Cluster;
using PodMotion.Rebalancer.Loop;
using PodMotion.Rebalancer.Migrations;
using PodMotion.Rebalancer.Work;
using Quartz;

namespace PodMotion.Rebalancer;

/// <summary>Which part gets which others. What a test replaces comes in from outside: the client, the clock, the way to agents.</summary>
public static class Composition
{
    private const string Component = "podmotion-rebalancer";

    /// <summary>Everything but the hosts.</summary>
    /// <param name="services">The container; it disposes the client with itself only if it made it.</param>
    /// <param name="client">The API server.</param>
    /// <param name="time">The clock.</param>
    /// <param name="addresses">Where agents listen.</param>
    /// <param name="connect">Makes a client for the agent of a node at an address.</param>
    /// <param name="identity">This process among the candidates for the lease.</param>
    public static IServiceCollection AddRebalancer(
        this IServiceCollection services,
        KubeClient client,
        TimeProvider time,
        AgentAddresses addresses,
        Func<string, string, AgentClient> connect,
        string identity) => services
            .AddSingleton(client)
            .AddSingleton(time)
            .AddSingleton<RebalancerMetrics>()
            .AddSingleton<WorkQueue>()
            .AddSingleton<ClusterCache>()
            .AddSingleton(provider => new AgentDirectory(
                node => provider.GetRequiredService<ClusterCache>().Nodes.Find(new("", node)), addresses, connect))
            .AddSingleton(provider => new EventRecorder(client, Component, time, provider.GetRequiredService<ILogger<EventRecorder>>()))
            .AddSingleton(provider => new Leadership(client, identity, time, provider.GetRequiredService<ILogger<Leadership>>()))
            .AddSingleton<IEpoch>(provider => provider.GetRequiredService<Leadership>())
            .AddSingleton<Acting>()
            .AddSingleton<NodeSampler>()
            .AddSingleton<SnapshotBuilder>()
            .AddSingleton<CapacityWriter>()
            .AddSingleton<SessionReader>()
            .AddSingleton<SessionFollowers>()
            .AddSingleton<MigrationValidator>()
            .AddSingleton<MigrationQueue>()
            .AddSingleton<MigrationObserver>()
            .AddSingleton<MigrationEvents>()
            .AddSingleton<MigrationWriter>()
            .AddSingleton<PodEffects>()
            .AddSingleton<AgentEffects>()
            .AddSingleton<FinalizerEffects>()
            .AddSingleton<MigrationEffects>()
            .AddSingleton<MigrationReconciler>()
            .AddSingleton<PolicyBook>()
            .AddSingleton<MoveStarter>()
            .AddSingleton<PolicyStatusWriter>()
            .AddSingleton<RebalanceLoop>();

    /// <summary>What runs by itself: the parts that follow the cluster, and the policies on a Quartz schedule in memory.</summary>
    public static void AddRebalancerHosts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<RebalancerProcess>();
        builder.AddQuartz(quartz => quartz.ScheduleJob<RebalanceJob>(trigger => trigger
            .WithIdentity("rebalance")
            .WithSimpleSchedule(TimeSpan.FromSeconds(1))));
        builder.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
    }

    /// <summary>The API server that the options name.</summary>
    /// <exception cref="KubeConfigException">It cannot be used.</exception>
    public static KubeClient Connect(RebalancerOptions options, TimeProvider time) => KubeClient.Connect(
        options.KubeconfigFile is { } file
            ? KubeConfig.Load(file)
            : KubeConfig.InCluster(Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"), Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT")),
        time);

    /// <summary>Connects to agents as the options say.</summary>
    /// <exception cref="MutualTlsException">The certificates cannot be used.</exception>
    public static Func<string, string, AgentClient> Agents(MutualTls tls) => (node, address) => AgentClient.Connect(address, node, tls);
}

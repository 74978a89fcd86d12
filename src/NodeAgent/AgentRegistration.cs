using Microsoft.Extensions.Options;
using PodMotion.Api.Grpc;
using PodMotion.NodeAgent.Configuration;
using PodMotion.NodeAgent.Network;
using PodMotion.NodeAgent.Runtime;
using PodMotion.NodeAgent.Sessions;
using PodMotion.NodeAgent.Transfer;
using PodMotion.NodeAgent.Usage;

namespace PodMotion.NodeAgent;

/// <summary>The agent's parts.</summary>
public static class AgentRegistration
{
    /// <summary>Adds everything but the listeners of ASP.NET Core.</summary>
    public static IServiceCollection AddAgent(this IServiceCollection services, IConfiguration configuration, MutualTls tls)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<AgentOptions>().Bind(configuration.GetSection(AgentOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgentOptions>, AgentOptionsValidator>();
        services.Configure<UsageOptions>(configuration.GetSection("Usage"));
        services.AddMetrics();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(tls);
        return services.AddNode().AddSessions().AddUsage();
    }

    private static IServiceCollection AddNode(this IServiceCollection services) => services
        .AddSingleton<ProcessRunner>()
        .AddSingleton<CriuProbe>()
        .AddSingleton<ContainerFinder>()
        .AddSingleton<PodInspector>()
        .AddSingleton<Checkpointer>()
        .AddSingleton<LeftoverProcesses>()
        .AddSingleton<PodNetwork>()
        .AddSingleton<AddressHandover>();

    // Sessions are recovered before the listeners answer: hosted services start in this order.
    private static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<AgentDirectories>()
        .AddSingleton<InstanceId>()
        .AddSingleton<Fences>()
        .AddSingleton<Tickets>()
        .AddSingleton<HandedAddresses>()
        .AddSingleton<SessionContext>()
        .AddSingleton<SessionRegistry>()
        .AddSingleton<SessionHost>()
        .AddSingleton<AgentServer>()
        .AddHostedService(provider => provider.GetRequiredService<SessionHost>())
        .AddHostedService<HandlerListener>()
        .AddHostedService<BulkListener>()
        .AddHostedService<StateSweeper>()
        .AddHostedService<AddressSweeper>();
}

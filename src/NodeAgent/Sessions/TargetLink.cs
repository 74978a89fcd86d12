using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.Api.Grpc.Health;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>The gRPC connection to the target's agent, made before the freeze so that the handshakes cost no frozen time.</summary>
internal sealed class TargetLink : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly GrpcChannel _channel;

    private TargetLink(GrpcChannel channel) => (_channel, Agent) = (channel, new AgentClient(channel));

    /// <summary>The target's calls.</summary>
    public AgentClient Agent { get; }

    /// <summary>Connects with one call that changes nothing.</summary>
    public static async Task<TargetLink> OpenAsync(StartSourceRequest request, MutualTls tls, CancellationToken cancellationToken)
    {
        var link = new TargetLink(GrpcChannel.ForAddress(
            new Uri($"https://{request.TargetEndpoint}"), new GrpcChannelOptions { Tls = tls.ClientOptions(request.TargetNode) }));
        try
        {
            await link._channel.UnaryAsync<HealthCheckRequest, HealthCheckResponse>(
                "/grpc.health.v1.Health/Check", new HealthCheckRequest(), new GrpcCallOptions(Limit), cancellationToken);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Agent.Dispose();
        _channel.Dispose();
    }
}

using System.ComponentModel.DataAnnotations;
using System.Net;
using PodMotion.Api.Grpc;

namespace PodMotion.Rebalancer;

/// <summary>How this process reaches others and is reached. Every option is also read from the environment: <c>--agent-port</c> is <c>PODMOTION_AGENT_PORT</c>.</summary>
public sealed record RebalancerOptions
{
    /// <summary>Kubeconfig file; null: the service account of the pod that this runs in.</summary>
    public string? KubeconfigFile { get; init; }

    /// <summary>Who this is to the agents, and whom it believes.</summary>
    public required MutualTlsFiles Tls { get; init; }

    /// <summary>Where health and metrics are served, plain HTTP. Default: port 8080 of every address.</summary>
    public IPEndPoint Http { get; init; } = new(IPAddress.Any, 8080);

    /// <summary>Port of the agents' gRPC service on every node. Default 9443.</summary>
    [Range(1, 65535)]
    public int AgentPort { get; init; } = 9443;

    /// <summary>Port on which agents take images from each other. Default 9444.</summary>
    [Range(1, 65535)]
    public int BulkPort { get; init; } = 9444;
}

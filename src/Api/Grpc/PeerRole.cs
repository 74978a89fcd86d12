namespace PodMotion.Api.Grpc;

/// <summary>What a process of this installation is.</summary>
public enum PeerRole
{
    /// <summary>The rebalancer: common name <c>podmotion-rebalancer</c>.</summary>
    Rebalancer,

    /// <summary>A node's agent: common name <c>podmotion-agent:NODE</c>.</summary>
    Agent,
}

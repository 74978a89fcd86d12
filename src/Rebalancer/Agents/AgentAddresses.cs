using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Rebalancer.Agents;

/// <summary>Where the agent of a node listens: at the node's InternalIP.</summary>
/// <param name="AgentPort">Port of the gRPC service.</param>
/// <param name="BulkPort">Port for images.</param>
public sealed record AgentAddresses(int AgentPort, int BulkPort)
{
    /// <summary>"address:port" of the gRPC service; null for a node without an InternalIP.</summary>
    public string? Grpc(Node node) => At(node, AgentPort);

    /// <summary>"address:port" for images; null for a node without an InternalIP.</summary>
    public string? Bulk(Node node) => At(node, BulkPort);

    private static string? At(Node node, int port)
    {
        var address = node.Status.Addresses.FirstOrDefault(static address => address.Type == "InternalIP")?.Address;
        if (string.IsNullOrEmpty(address))
        {
            return null;
        }

        return address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:{port}" : $"{address}:{port}";
    }
}

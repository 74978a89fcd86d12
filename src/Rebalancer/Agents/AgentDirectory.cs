using System.Collections.Concurrent;
using PodMotion.Api.Agent;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Rebalancer.Agents;

/// <summary>The agents by node; connections are kept as long as the node keeps its address. Thread-safe.</summary>
/// <param name="find">Finds a node; null where there is none.</param>
/// <param name="addresses">Where agents listen.</param>
/// <param name="connect">Makes a client for a node at an address.</param>
public sealed class AgentDirectory(Func<string, Node?> find, AgentAddresses addresses, Func<string, string, AgentClient> connect) : IDisposable
{
    private readonly ConcurrentDictionary<(string Node, string Address), Lazy<AgentClient>> clients = new();

    /// <summary>Where agents listen.</summary>
    public AgentAddresses Addresses => addresses;

    /// <summary>The agent of a node; null for an unknown node or one without an address.</summary>
    public AgentClient? Find(string? nodeName) => Node(nodeName) is { } node && addresses.Grpc(node) is { } address
        ? clients.GetOrAdd((node.Metadata.Name, address), key => new(() => connect(key.Node, key.Address))).Value
        : null;

    /// <summary>The node; null where there is none.</summary>
    public Node? Node(string? name) => string.IsNullOrEmpty(name) ? null : find(name);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in clients.Values.Where(static client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }
}

using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Rebalancer.Tests.Fakes;

/// <summary>The agents of nodes n1 and n2 on real gRPC servers with certificates; kept for all tests of a class.</summary>
public sealed class AgentPair : IAsyncLifetime, IDisposable
{
    private readonly TestAuthority authority = new();
    private readonly List<MutualTls> identities = [];
    private readonly Dictionary<string, GrpcTestServer> servers = [];

    public AgentPair()
    {
        N1 = new("n1", Line);
        N2 = new("n2", Line);
    }

    public FakeLine Line { get; } = new();

    public FakeNodeAgent N1 { get; }

    public FakeNodeAgent N2 { get; }

    public AgentClient Connect(string node, string address) =>
        new(servers[node].Connect(new GrpcChannelOptions { Tls = identities[0].ClientOptions(node) }));

    public void Reset(TimeProvider time)
    {
        Line.Mend();
        N1.Reset(time);
        N2.Reset(time);
    }

    public async Task InitializeAsync()
    {
        identities.Add(authority.IssueTls("podmotion-rebalancer"));
        foreach (var (node, agent) in new[] { ("n1", N1), ("n2", N2) })
        {
            var tls = authority.IssueTls($"podmotion-agent:{node}", node);
            identities.Add(tls);
            servers[node] = await GrpcTestServer.StartAsync(endpoints => endpoints.MapNodeAgent(agent), tls: tls);
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var server in servers.Values)
        {
            await server.DisposeAsync();
        }
    }

    public void Dispose()
    {
        identities.ForEach(static tls => tls.Dispose());
        authority.Dispose();
    }
}

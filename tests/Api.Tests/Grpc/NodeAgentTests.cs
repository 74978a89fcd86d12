using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

public sealed class NodeAgentTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string, bool> Methods => new()
    {
        { "GetNode", true },
        { "InspectPod u1", true },
        { "PrepareTarget m1", true },
        { "StartSource m1", true },
        { "GetSession m1", true },
        { "WatchSession m1", true },
        { "AbortSession m1", true },
        { "ForgetSession m1", true },
        { "Restore m1 by n2", false },
        { "Resume m1 by n2", false },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_EachRole_ReachesOnlyItsOwnMethods(string method, bool byRebalancer)
    {
        using var authority = new TestAuthority();
        using var own = authority.IssueTls("podmotion-agent:n1", "n1");
        using var rebalancer = authority.IssueTls("podmotion-rebalancer");
        using var peer = authority.IssueTls("podmotion-agent:n2", "n2");
        using var stranger = authority.IssueTls("somebody");
        var agent = new FakeNodeAgent();
        await using var server = await GrpcTestServer.StartAsync(endpoints => endpoints.MapNodeAgent(agent), tls: own);

        foreach (var wrong in new[] { byRebalancer ? peer : rebalancer, stranger })
        {
            using var refused = AgentClient.Connect(server.Address.Authority, "n1", wrong);
            var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(refused, method));
            Assert.Equal(GrpcStatusCode.PermissionDenied, error.Status);
            Assert.Equal(
                $"The caller's certificate has subject '{wrong.Certificate.Subject}'; this call is for role '{(byRebalancer ? "Rebalancer" : "Agent")}' only.",
                error.Message);
        }

        Assert.Empty(agent.Calls);
        using var admitted = AgentClient.Connect(server.Address.Authority, "n1", byRebalancer ? rebalancer : peer);
        await CallAsync(admitted, method);
        Assert.Equal([method], agent.Calls);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_WithoutCertificate_IsUnauthenticated(string method, bool byRebalancer)
    {
        var agent = new FakeNodeAgent();
        await using var server = await GrpcTestServer.StartAsync(endpoints => endpoints.MapNodeAgent(agent));
        using var client = new AgentClient(server.Connect());

        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(client, method));

        Assert.Equal(GrpcStatusCode.Unauthenticated, error.Status);
        Assert.Contains(byRebalancer ? "'Rebalancer'" : "'Agent'", error.Message, StringComparison.Ordinal);
        Assert.Empty(agent.Calls);
    }

    private static async Task CallAsync(AgentClient client, string method)
    {
        var none = CancellationToken.None;
        _ = method.Split(' ')[0] switch
        {
            "GetNode" => (object)await client.GetNodeAsync(Limit, none),
            "InspectPod" => await client.InspectPodAsync(new() { PodUid = "u1" }, Limit, none),
            "PrepareTarget" => await client.PrepareTargetAsync(new() { MigrationUid = "m1" }, Limit, none),
            "StartSource" => await client.StartSourceAsync(new() { MigrationUid = "m1" }, Limit, none),
            "GetSession" => await client.GetSessionAsync("m1", Limit, none),
            "WatchSession" => await client.WatchSessionAsync("m1", Limit, none).ToListAsync(none),
            "AbortSession" => await client.AbortSessionAsync(new() { MigrationUid = "m1" }, Limit, none),
            "ForgetSession" => await client.ForgetSessionAsync("m1", Limit, none),
            "Restore" => await client.RestoreAsync("m1", Limit, none),
            _ => await client.ResumeAsync("m1", Limit, none),
        };
    }
}

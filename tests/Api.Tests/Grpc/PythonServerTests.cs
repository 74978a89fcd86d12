using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

/// <summary>Our channel, calling another implementation.</summary>
public sealed class PythonServerTests
{
    private static readonly GrpcCallOptions Limit = new(TimeSpan.FromSeconds(30));
    private static readonly CancellationToken None = CancellationToken.None;

    [NeedsPythonGrpcFact]
    public async Task Call_EveryType_IsAnswered()
    {
        var (python, port) = await PythonGrpc.ServeAsync();
        using var server = python;
        using var channel = Plain(port);

        Assert.Equal("größe", (await UnaryAsync(channel, Echo.Unary, "größe")).Message);
        Assert.Equal(3_000_000, (await UnaryAsync(channel, Echo.Unary, new string('x', 3_000_000))).Message.Length);
        var streamed = channel.ServerStreamingAsync<SessionRequest, SessionEvent>(Echo.Server, Echo.Request("one two three"), Limit, None);
        Assert.Equal(["one", "two", "three"], await streamed.Select(response => response.Message).ToListAsync());
        var joined = await channel.ClientStreamingAsync<SessionRequest, SessionEvent>(Echo.Client, Echo.Requests("one", "two"), Limit, None);
        Assert.Equal("one two", joined.Message);
        var both = channel.DuplexAsync<SessionRequest, SessionEvent>(Echo.Duplex, Echo.Requests("one", "two"), Limit, None);
        Assert.Equal(["one", "two"], await both.Select(response => response.Message).ToListAsync());
    }

    [NeedsPythonGrpcFact]
    public async Task Call_Refused_StatusAndMessageArrive()
    {
        var (python, port) = await PythonGrpc.ServeAsync();
        using var server = python;
        using var channel = Plain(port);

        var refused = await Assert.ThrowsAsync<GrpcException>(() => UnaryAsync(channel, Echo.Refuse, "Knoten „n1“ fehlt — 100% 🚚"));
        var unknown = await Assert.ThrowsAsync<GrpcException>(() => UnaryAsync(channel, "/interop.Echo/Unknown", ""));
        var late = await Assert.ThrowsAsync<GrpcException>(async () => await channel.ServerStreamingAsync<SessionRequest, SessionEvent>(
            "/interop.Echo/Late", Echo.Request(""), Limit, None).ToListAsync());

        Assert.Equal((GrpcStatusCode.NotFound, "Knoten „n1“ fehlt — 100% 🚚"), (refused.Status, refused.Message));
        Assert.Equal(GrpcStatusCode.Unimplemented, unknown.Status);
        Assert.Equal((GrpcStatusCode.DataLoss, "lost — ganz"), (late.Status, late.Message));
    }

    [NeedsPythonGrpcFact]
    public async Task Call_DeadlinePasses_IsDeadlineExceeded()
    {
        var (python, port) = await PythonGrpc.ServeAsync();
        using var server = python;
        using var channel = Plain(port);

        var error = await Assert.ThrowsAsync<GrpcException>(() => channel.UnaryAsync<SessionRequest, SessionEvent>(
            Echo.Wait, Echo.Request(""), new(TimeSpan.FromMilliseconds(300)), None));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, error.Status);
    }

    [NeedsPythonGrpcFact]
    public async Task Call_ServerDies_IsUnavailable()
    {
        var (python, port) = await PythonGrpc.ServeAsync();
        using var server = python;
        using var channel = Plain(port);
        await UnaryAsync(channel, Echo.Unary, "");
        var pending = UnaryAsync(channel, Echo.Wait, "");

        server.Kill();
        var error = await Assert.ThrowsAsync<GrpcException>(() => pending);

        Assert.Equal(GrpcStatusCode.Unavailable, error.Status);
    }

    [NeedsPythonGrpcFact]
    public async Task Call_WithClientCertificate_ServerSeesIdentityTimeLimitAndMetadata()
    {
        using var authority = new TestAuthority();
        using var client = authority.IssueTls("podmotion-rebalancer");
        var (python, port) = await PythonGrpc.ServeAsync(authority.Issue("podmotion-agent:n1", "n1"));
        using var server = python;
        using var channel = GrpcChannel.ForAddress(
            new Uri($"https://127.0.0.1:{port}"), new GrpcChannelOptions { Tls = client.ClientOptions("n1") });
        var options = new GrpcCallOptions(TimeSpan.FromHours(1), new Dictionary<string, string> { ["x-tenant"] = "blue" });

        var response = await channel.UnaryAsync<SessionRequest, SessionEvent>("/interop.Echo/Describe", Echo.Request(""), options, None);

        Assert.Equal("3600 podmotion-rebalancer blue", response.Message);
    }

    private static GrpcChannel Plain(int port) => GrpcChannel.ForAddress(new Uri($"http://127.0.0.1:{port}"), new());

    private static Task<SessionEvent> UnaryAsync(GrpcChannel channel, string path, string text) =>
        channel.UnaryAsync<SessionRequest, SessionEvent>(path, Echo.Request(text), Limit, None);
}

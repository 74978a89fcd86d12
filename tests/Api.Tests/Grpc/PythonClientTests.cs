using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

/// <summary>Our server, called by another implementation.</summary>
public sealed class PythonClientTests
{
    [NeedsPythonGrpcFact]
    public async Task Call_EveryType_IsAnswered()
    {
        Assert.Equal(
            ["größe", "3000000", "one|two|three", "one two three", "one|two|three"], await RunAsync("types"));
    }

    [NeedsPythonGrpcFact]
    public async Task Call_DeadlinePasses_IsDeadlineExceeded()
    {
        Assert.StartsWith("DEADLINE_EXCEEDED|", Assert.Single(await RunAsync("deadline")), StringComparison.Ordinal);
    }

    [NeedsPythonGrpcFact]
    public async Task Call_Refused_StatusAndMessageArrive()
    {
        Assert.Equal(["NOT_FOUND|Knoten „n1“ fehlt — 100% 🚚"], await RunAsync("refuse"));
    }

    [NeedsPythonGrpcFact]
    public async Task Call_ErrorAfterAMessage_BothArrive()
    {
        Assert.Equal(["first", "DATA_LOSS|lost — ganz"], await RunAsync("late"));
    }

    [NeedsPythonGrpcFact]
    public async Task Call_UnknownMethod_IsUnimplemented()
    {
        Assert.Equal(["UNIMPLEMENTED|Method '/interop.Echo/Unknown' is not known to this server."], await RunAsync("unknown"));
    }

    [NeedsPythonGrpcFact]
    public async Task Call_TooLarge_IsResourceExhausted()
    {
        Assert.Equal(
            ["RESOURCE_EXHAUSTED|A message has 4194309 bytes; the largest that is taken has 4194304 bytes."], await RunAsync("large"));
    }

    [NeedsPythonGrpcFact]
    public async Task Call_Compressed_IsUnimplemented()
    {
        Assert.Equal(
            ["UNIMPLEMENTED|Header grpc-encoding is 'gzip'; this server takes 'identity' only."], await RunAsync("gzip"));
    }

    [NeedsPythonGrpcFact]
    public async Task Call_Cancelled_EndsAtTheClient()
    {
        Assert.Equal(["CANCELLED|"], await RunAsync("cancel"));
    }

    [NeedsPythonGrpcFact]
    public async Task Call_WithClientCertificate_IsAnswered()
    {
        using var authority = new TestAuthority();
        using var own = authority.IssueTls("podmotion-agent:n1", "n1");
        await using var server = await StartAsync(own);

        var lines = await PythonGrpc.CallAsync(server.Address.Authority, "refuse", authority.Issue("podmotion-rebalancer"));

        Assert.Equal(["NOT_FOUND|Knoten „n1“ fehlt — 100% 🚚"], lines);
    }

    [NeedsPythonGrpcFact]
    public async Task Call_WithCertificateOfAnotherAuthority_IsUnavailable()
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        using var own = authority.IssueTls("podmotion-agent:n1", "n1");
        await using var server = await StartAsync(own);
        var files = other.Issue("podmotion-rebalancer") with { AuthorityFile = authority.AuthorityFile };

        var lines = await PythonGrpc.CallAsync(server.Address.Authority, "refuse", files);

        Assert.StartsWith("UNAVAILABLE|", Assert.Single(lines), StringComparison.Ordinal);
    }

    private static async Task<List<string>> RunAsync(string scenario)
    {
        await using var server = await StartAsync(null);
        return await PythonGrpc.CallAsync(server.Address.Authority, scenario);
    }

    private static Task<GrpcTestServer> StartAsync(MutualTls? tls) => GrpcTestServer.StartAsync(
        endpoints =>
        {
            Echo.Map(endpoints);
            endpoints.MapGrpcServerStreaming<SessionRequest, SessionEvent>("/interop.Echo/Late", (_, _) => LateAsync());
        },
        tls: tls);

    private static async IAsyncEnumerable<SessionEvent> LateAsync()
    {
        await Task.Yield();
        yield return Echo.Event("first");
        throw new GrpcException(GrpcStatusCode.DataLoss, "lost — ganz");
    }
}

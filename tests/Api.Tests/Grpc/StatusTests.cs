using System.Net;
using System.Net.Sockets;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

public sealed class StatusTests : IAsyncLifetime
{
    private static readonly GrpcCallOptions Limit = new(TimeSpan.FromSeconds(30));
    private GrpcTestServer _server = null!;
    private GrpcChannel _channel = null!;
    private RawCalls _wire = null!;

    public async Task InitializeAsync()
    {
        _server = await GrpcTestServer.StartAsync(endpoints =>
        {
            Echo.Map(endpoints);
            endpoints.MapGrpcUnary<SessionRequest, SessionEvent>("/t.T/Throw", (_, _) => throw new InvalidOperationException("secret"));
            endpoints.MapGrpcServerStreaming<SessionRequest, SessionEvent>("/t.T/Late", (_, _) => Late());
            endpoints.MapGrpcUnary<SessionRequest, SessionEvent>("/t.T/Look", (_, call) => Task.FromResult(Echo.Event(call.Metadata["x-tenant"])));
        });
        _channel = _server.Connect();
        _wire = RawCalls.To(_server.Address);
    }

    public async Task DisposeAsync()
    {
        _wire.Dispose();
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("Pod 'prod/web-0': 100% gone.")]
    [InlineData("Knoten „n1“ fehlt — ∅ 🚚\nzweite Zeile")]
    [InlineData("100%25 + %zz")]
    public async Task Call_MethodRefuses_StatusAndMessageArriveUnchanged(string message)
    {
        var error = await Assert.ThrowsAsync<GrpcException>(() => Unary(Echo.Refuse, message));

        Assert.Equal((GrpcStatusCode.NotFound, message), (error.Status, error.Message));
    }

    [Fact]
    public async Task Call_VeryLongMessage_ArrivesCut()
    {
        var error = await Assert.ThrowsAsync<GrpcException>(() => Unary(Echo.Refuse, new string('ü', 100_000)));

        Assert.Equal(GrpcStatusCode.NotFound, error.Status);
        Assert.EndsWith("ü...", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 500, 1000);
    }

    [Fact]
    public async Task Call_MethodThrows_IsUnknownWithoutTheExceptionsText()
    {
        var error = await Assert.ThrowsAsync<GrpcException>(() => Unary("/t.T/Throw", ""));

        Assert.Equal((GrpcStatusCode.Unknown, "'/t.T/Throw' failed unexpectedly; the server's log says why."), (error.Status, error.Message));
    }

    [Fact]
    public async Task Call_ErrorBeforeTheFirstMessage_IsTrailersOnly()
    {
        var answer = await _wire.PostAsync(Echo.Refuse);

        Assert.True(answer.TrailersOnly);
        Assert.Equal((HttpStatusCode.OK, "5", "a"), (answer.Http, answer.Status, answer.Message));
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task Call_ErrorAfterAMessage_FollowsItInTheTrailers()
    {
        var seen = new List<string>();
        var error = await Assert.ThrowsAsync<GrpcException>(async () =>
        {
            await foreach (var response in _channel.ServerStreamingAsync<SessionRequest, SessionEvent>(
                "/t.T/Late", Echo.Request(""), Limit, CancellationToken.None))
            {
                seen.Add(response.Message);
            }
        });

        Assert.Equal(["first"], seen);
        Assert.Equal((GrpcStatusCode.DataLoss, "lost"), (error.Status, error.Message));
        Assert.False((await _wire.PostAsync("/t.T/Late")).TrailersOnly);
    }

    [Fact]
    public async Task Call_UnknownMethod_IsUnimplemented()
    {
        var error = await Assert.ThrowsAsync<GrpcException>(() => Unary("/interop.Echo/Nothing", ""));

        Assert.Equal(
            (GrpcStatusCode.Unimplemented, "Method '/interop.Echo/Nothing' is not known to this server."), (error.Status, error.Message));
    }

    [Fact]
    public async Task Call_CompressedRequest_IsUnimplementedAndNamesIdentity()
    {
        var answer = await _wire.PostAsync(Echo.Unary, new() { ["grpc-encoding"] = "gzip" });

        Assert.Equal(("12", "identity"), (answer.Status, answer.Header("grpc-accept-encoding")));
    }

    [Fact]
    public async Task Call_CompressedFlagWithoutEncoding_IsInternal()
    {
        var answer = await _wire.PostAsync(Echo.Unary, body: RawCalls.Frame(1, Echo.Request("a")));

        Assert.Equal("13", answer.Status);
    }

    public static TheoryData<byte[]> Malformed => new()
    {
        { [] },
        { [0, 0, 0] },
        { [0, 0, 0, 0, 9, 1] },
        { [0, 0, 0, 0, 1, 0x0a] },
        { [.. RawCalls.Frame(0, Echo.Request("a")), .. RawCalls.Frame(0, Echo.Request("b"))] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Unary_MalformedBody_IsInternal(byte[] body)
    {
        Assert.Equal("13", (await _wire.PostAsync(Echo.Unary, body: body)).Status);
    }

    [Theory]
    [InlineData("application/grpc", HttpStatusCode.OK)]
    [InlineData("application/grpc+proto", HttpStatusCode.OK)]
    [InlineData("application/grpc+json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    public async Task Call_ContentType_DecidesWhetherItIsGrpc(string contentType, HttpStatusCode expected)
    {
        Assert.Equal(expected, (await _wire.PostAsync(Echo.Unary, contentType: contentType)).Http);
    }

    [Fact]
    public async Task Call_Metadata_ReachesTheMethod()
    {
        var options = Limit with { Metadata = new Dictionary<string, string> { ["x-tenant"] = "blue" } };

        var response = await _channel.UnaryAsync<SessionRequest, SessionEvent>("/t.T/Look", Echo.Request(""), options, CancellationToken.None);

        Assert.Equal("blue", response.Message);
    }

    [Fact]
    public async Task Call_NobodyListens_IsUnavailableAndNamesTheAddress()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var channel = GrpcChannel.ForAddress(new Uri($"http://127.0.0.1:{port}"), new());

        var error = await Assert.ThrowsAsync<GrpcException>(() => channel.UnaryAsync<SessionRequest, SessionEvent>(
            Echo.Unary, Echo.Request(""), Limit, CancellationToken.None));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Status);
        Assert.Contains($"'127.0.0.1:{port}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ServerGone_IsUnavailable()
    {
        var server = await GrpcTestServer.StartAsync(endpoints => endpoints.MapGrpcUnary<SessionRequest, SessionEvent>("/t.T/Abort", (_, call) =>
            throw new InvalidOperationException(call.Peer)));
        using var channel = server.Connect();
        await Assert.ThrowsAsync<GrpcException>(() => channel.UnaryAsync<SessionRequest, SessionEvent>(
            "/t.T/Abort", Echo.Request(""), Limit, CancellationToken.None));
        await server.DisposeAsync();

        var error = await Assert.ThrowsAsync<GrpcException>(() => channel.UnaryAsync<SessionRequest, SessionEvent>(
            "/t.T/Abort", Echo.Request(""), Limit, CancellationToken.None));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Status);
    }

    private static async IAsyncEnumerable<SessionEvent> Late()
    {
        await Task.Yield();
        yield return Echo.Event("first");
        throw new GrpcException(GrpcStatusCode.DataLoss, "lost");
    }

    private Task<SessionEvent> Unary(string path, string text) =>
        _channel.UnaryAsync<SessionRequest, SessionEvent>(path, Echo.Request(text), Limit, CancellationToken.None);
}

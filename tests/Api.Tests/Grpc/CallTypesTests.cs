using System.Threading.Channels;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

public sealed class CallTypesTests : IAsyncLifetime
{
    private static readonly GrpcCallOptions Limit = new(TimeSpan.FromSeconds(30));
    private GrpcTestServer _server = null!;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _server = await GrpcTestServer.StartAsync(Echo.Map);
        _channel = _server.Connect();
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(4_194_000)]
    public async Task Unary_AnySizeBelowTheLimit_ComesBackWhole(int size)
    {
        var text = new string('x', size);

        var response = await _channel.UnaryAsync<SessionRequest, SessionEvent>(Echo.Unary, Echo.Request(text), Limit, CancellationToken.None);

        Assert.Equal(text, response.Message);
    }

    [Fact]
    public async Task Unary_MoreAtOnceThanOneConnectionTakes_AllAreAnswered()
    {
        var calls = Enumerable.Range(0, 500).Select(number => _channel.UnaryAsync<SessionRequest, SessionEvent>(
            Echo.Unary, Echo.Request($"{number}"), Limit, CancellationToken.None));

        var responses = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 500).Select(number => $"{number}"), responses.Select(response => response.Message));
    }

    [Fact]
    public async Task Unary_RequestAboveTheLimit_IsResourceExhaustedAndTheConnectionGoesOn()
    {
        var tooLarge = Echo.Request(new string('x', 4 * 1024 * 1024));

        var error = await Assert.ThrowsAsync<GrpcException>(
            () => _channel.UnaryAsync<SessionRequest, SessionEvent>(Echo.Unary, tooLarge, Limit, CancellationToken.None));
        var next = await _channel.UnaryAsync<SessionRequest, SessionEvent>(Echo.Unary, Echo.Request("a"), Limit, CancellationToken.None);

        Assert.Equal(GrpcStatusCode.ResourceExhausted, error.Status);
        Assert.Equal("A message has 4194309 bytes; the largest that is taken has 4194304 bytes.", error.Message);
        Assert.Equal("a", next.Message);
    }

    [Fact]
    public async Task Unary_ResponseAboveTheChannelsLimit_IsResourceExhausted()
    {
        using var narrow = _server.Connect(new GrpcChannelOptions { MaxMessageSize = 10 });

        var error = await Assert.ThrowsAsync<GrpcException>(
            () => narrow.UnaryAsync<SessionRequest, SessionEvent>(Echo.Unary, Echo.Request("0123456789"), Limit, CancellationToken.None));

        Assert.Equal(GrpcStatusCode.ResourceExhausted, error.Status);
    }

    [Fact]
    public async Task ServerStreaming_SeveralResponses_ComeInOrder()
    {
        var responses = _channel.ServerStreamingAsync<SessionRequest, SessionEvent>(
            Echo.Server, Echo.Request("one two three"), Limit, CancellationToken.None);

        Assert.Equal(["one", "two", "three"], await responses.Select(response => response.Message).ToListAsync());
    }

    [Fact]
    public async Task ClientStreaming_SeveralRequests_GiveOneResponse()
    {
        var response = await _channel.ClientStreamingAsync<SessionRequest, SessionEvent>(
            Echo.Client, Echo.Requests("one", "two", "three"), Limit, CancellationToken.None);

        Assert.Equal("one two three", response.Message);
    }

    [Fact]
    public async Task ClientStreaming_RequestsAboveKestrelsBodyLimit_AreTaken()
    {
        var chunk = new string('x', 4_000_000);

        var error = await Assert.ThrowsAsync<GrpcException>(() => _channel.ClientStreamingAsync<SessionRequest, SessionEvent>(
            Echo.Client, Echo.Requests([.. Enumerable.Repeat(chunk, 10)]), Limit, CancellationToken.None));

        // All 40 MB arrived; it is the answer that is too large for the channel.
        Assert.Equal("A message has 40000014 bytes; the largest that is taken has 4194304 bytes.", error.Message);
    }

    [Fact]
    public async Task Duplex_EachRequestWaitsForTheLastResponse_Interleaves()
    {
        var requests = Channel.CreateUnbounded<SessionRequest>();
        requests.Writer.TryWrite(Echo.Request("1"));
        var seen = new List<string>();

        await foreach (var response in _channel.DuplexAsync<SessionRequest, SessionEvent>(
            Echo.Duplex, requests.Reader.ReadAllAsync(), Limit, CancellationToken.None))
        {
            seen.Add(response.Message);
            _ = seen.Count < 3 ? requests.Writer.TryWrite(Echo.Request($"{seen.Count + 1}")) : requests.Writer.TryComplete();
        }

        Assert.Equal(["1", "2", "3"], seen);
    }

    [Fact]
    public async Task Duplex_ServerSpeaksFirst_IsHeardBeforeAnyRequest()
    {
        await using var server = await GrpcTestServer.StartAsync(endpoints =>
            endpoints.MapGrpcDuplex<SessionRequest, SessionEvent>("/t.T/First", (_, _) => new[] { Echo.Event("hello") }.ToAsyncEnumerable()));
        using var channel = server.Connect();
        var silent = Channel.CreateUnbounded<SessionRequest>();

        var responses = channel.DuplexAsync<SessionRequest, SessionEvent>("/t.T/First", silent.Reader.ReadAllAsync(), Limit, CancellationToken.None);

        Assert.Equal(["hello"], await responses.Select(response => response.Message).ToListAsync());
    }

    [Fact]
    public async Task ClientStreaming_RequestsThrow_CallerGetsThatError()
    {
        static async IAsyncEnumerable<SessionRequest> Broken()
        {
            await Task.Yield();
            yield return Echo.Request("a");
            throw new InvalidOperationException("source broke");
        }

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _channel.ClientStreamingAsync<SessionRequest, SessionEvent>(
            Echo.Client, Broken(), Limit, CancellationToken.None));

        Assert.Equal("source broke", error.Message);
    }
}

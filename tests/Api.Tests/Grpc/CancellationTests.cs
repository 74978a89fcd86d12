using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

public sealed class CancellationTests : IAsyncLifetime
{
    private static readonly TimeSpan Safety = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GrpcTestServer _server = null!;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _server = await GrpcTestServer.StartAsync(endpoints => endpoints.MapGrpcServerStreaming<SessionRequest, SessionEvent>(
            "/t.T/Endless", (_, call) => EndlessAsync(call)));
        _channel = _server.Connect();
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Call_CallerCancels_ThrowsWithTheCallersTokenAndCancelsTheMethod()
    {
        using var caller = new CancellationTokenSource();

        var reading = ReadAllAsync(caller.Token);
        await _entered.Task.WaitAsync(Safety);
        await caller.CancelAsync();
        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => reading.WaitAsync(Safety));

        Assert.Equal(caller.Token, error.CancellationToken);
        await _cancelled.Task.WaitAsync(Safety);
    }

    [Fact]
    public async Task Call_EnumerationGivenUp_CancelsTheMethod()
    {
        await foreach (var response in _channel.ServerStreamingAsync<SessionRequest, SessionEvent>(
            "/t.T/Endless", Echo.Request(""), new(Safety), CancellationToken.None))
        {
            Assert.Equal("first", response.Message);
            break;
        }

        await _cancelled.Task.WaitAsync(Safety);
    }

    [Fact]
    public async Task Call_TokenCancelledBefore_NeverReachesTheServer()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAllAsync(new CancellationToken(canceled: true)));

        Assert.False(_entered.Task.IsCompleted);
    }

    [Fact]
    public async Task Call_ProcessStops_EndsAnEndlessStreamWithUnavailable()
    {
        var reading = ReadAllAsync(CancellationToken.None);
        await _entered.Task.WaitAsync(Safety);
        await _server.StopAsync().WaitAsync(Safety);
        var error = await Assert.ThrowsAsync<GrpcException>(() => reading.WaitAsync(Safety));

        Assert.Equal(
            (GrpcStatusCode.Unavailable, "The server of '/t.T/Endless' stops; the call may be made again."), (error.Status, error.Message));
    }

    [Fact]
    public async Task Call_ChannelDisposed_EndsWithUnavailable()
    {
        var reading = ReadAllAsync(CancellationToken.None);
        await _entered.Task.WaitAsync(Safety);
        _channel.Dispose();
        var error = await Assert.ThrowsAsync<GrpcException>(() => reading.WaitAsync(Safety));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Status);
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _channel.ServerStreamingAsync<SessionRequest, SessionEvent>(
            "/t.T/Endless", Echo.Request(""), new(Safety), cancellationToken))
        {
        }
    }

    private async IAsyncEnumerable<SessionEvent> EndlessAsync(GrpcServerCall call)
    {
        yield return Echo.Event("first");
        _entered.TrySetResult();
        using var registration = call.CancellationToken.Register(() => _cancelled.TrySetResult());
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.CancellationToken);
    }
}

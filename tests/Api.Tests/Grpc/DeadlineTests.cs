using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Safety = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("1H", 3_600_000)]
    [InlineData("2M", 120_000)]
    [InlineData("3S", 3_000)]
    [InlineData("400m", 400)]
    [InlineData("5000u", 5)]
    [InlineData("6000000n", 6)]
    [InlineData("99999999H", 4_294_967_294)]
    public async Task Server_TimeoutHeader_IsTheDeadlineOfTheCall(string header, long milliseconds)
    {
        var time = new HandDrivenTime();
        DateTimeOffset? deadline = null;
        await using var server = await GrpcTestServer.StartAsync(
            endpoints => endpoints.MapGrpcUnary<SessionRequest, SessionEvent>("/t.T/Look", (_, call) =>
            {
                deadline = call.Deadline;
                return Task.FromResult(Echo.Event(""));
            }),
            time);
        using var wire = new RawCalls(server.Address);

        var answer = await wire.PostAsync("/t.T/Look", new() { ["grpc-timeout"] = header });

        Assert.Equal("0", answer.Status);
        Assert.Equal(time.GetUtcNow().AddMilliseconds(milliseconds), deadline);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("S")]
    [InlineData("-5S")]
    [InlineData("123456789S")]
    [InlineData("5s")]
    public async Task Server_NonsenseTimeout_IsRefusedNotIgnored(string header)
    {
        await using var server = await GrpcTestServer.StartAsync(Echo.Map);
        using var wire = new RawCalls(server.Address);

        var answer = await wire.PostAsync(Echo.Unary, new() { ["grpc-timeout"] = header });

        Assert.Equal("13", answer.Status);
        Assert.Contains($"'{header}'", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_DeadlinePasses_CancelsTheMethodAndAnswersDeadlineExceeded()
    {
        var time = new HandDrivenTime();
        var entered = new TaskCompletionSource();
        await using var server = await GrpcTestServer.StartAsync(
            endpoints => endpoints.MapGrpcUnary<SessionRequest, SessionEvent>("/t.T/Wait", async (_, call) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.CancellationToken);
                return Echo.Event("");
            }),
            time);
        using var wire = new RawCalls(server.Address);

        var pending = wire.PostAsync("/t.T/Wait", new() { ["grpc-timeout"] = "5S" });
        await entered.Task.WaitAsync(Safety);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(pending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        var answer = await pending.WaitAsync(Safety);

        Assert.Equal("4", answer.Status);
        Assert.Equal("The time limit of '/t.T/Wait' passed; what it began may still happen.", answer.Message);
    }

    [Fact]
    public async Task Channel_DeadlinePasses_IsDeadlineExceededEvenWhenTheServerSaysNothing()
    {
        var time = new HandDrivenTime();
        var entered = new TaskCompletionSource<GrpcServerCall>();
        await using var server = await GrpcTestServer.StartAsync(endpoints =>
            endpoints.MapGrpcUnary<SessionRequest, SessionEvent>("/t.T/Deaf", async (_, call) =>
            {
                entered.SetResult(call);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.CancellationToken);
                return Echo.Event("");
            }));
        using var channel = server.Connect(new GrpcChannelOptions { TimeProvider = time });

        var pending = channel.UnaryAsync<SessionRequest, SessionEvent>(
            "/t.T/Deaf", Echo.Request(""), new(TimeSpan.FromHours(1)), CancellationToken.None);
        var call = await entered.Task.WaitAsync(Safety);
        time.Advance(TimeSpan.FromHours(1));
        var error = await Assert.ThrowsAsync<GrpcException>(() => pending.WaitAsync(Safety));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, error.Status);
        Assert.Equal(
            $"'/t.T/Deaf' of '{server.Address.Authority}' did not end within 01:00:00; what it began may still happen.", error.Message);
        // The server was told the limit, in the finest unit that eight digits can carry.
        Assert.Equal("3600000m", call.Metadata["grpc-timeout"]);
    }
}

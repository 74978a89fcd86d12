using PodMotion.Api.Grpc;
using PodMotion.Api.Grpc.Health;
using PodMotion.TestKit;
using Xunit;
using ServingStatus = PodMotion.Api.Grpc.Health.HealthCheckResponse.Types.ServingStatus;

namespace PodMotion.Api.Tests.Grpc;

public sealed class HealthTests
{
    private static readonly GrpcCallOptions Limit = new(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task Check_KnownAndUnknownNames_AnswersStatusOrNotFound()
    {
        var health = new GrpcHealth();
        health.Set("a.B", serving: false);
        await using var server = await GrpcTestServer.StartAsync(health.Map);
        using var channel = server.Connect();

        Assert.Equal(ServingStatus.Serving, (await CheckAsync(channel, "")).Status);
        Assert.Equal(ServingStatus.NotServing, (await CheckAsync(channel, "a.B")).Status);
        var error = await Assert.ThrowsAsync<GrpcException>(() => CheckAsync(channel, "c.D"));
        Assert.Equal(GrpcStatusCode.NotFound, error.Status);
    }

    [Fact]
    public async Task Watch_StatusChanges_EachOneArrives()
    {
        var health = new GrpcHealth();
        await using var server = await GrpcTestServer.StartAsync(health.Map);
        using var channel = server.Connect();
        var seen = new List<ServingStatus>();

        await foreach (var response in channel.ServerStreamingAsync<HealthCheckRequest, HealthCheckResponse>(
            "/grpc.health.v1.Health/Watch", new() { Service = "a.B" }, Limit, CancellationToken.None))
        {
            seen.Add(response.Status);
            if (seen.Count == 3)
            {
                break;
            }

            health.Set("a.B", serving: seen.Count == 1);
        }

        Assert.Equal([ServingStatus.ServiceUnknown, ServingStatus.Serving, ServingStatus.NotServing], seen);
    }

    private static Task<HealthCheckResponse> CheckAsync(GrpcChannel channel, string name) =>
        channel.UnaryAsync<HealthCheckRequest, HealthCheckResponse>(
            "/grpc.health.v1.Health/Check", new() { Service = name }, Limit, CancellationToken.None);
}

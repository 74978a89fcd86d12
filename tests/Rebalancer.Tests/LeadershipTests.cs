using Microsoft.Extensions.Logging.Abstractions;
using PodMotion.Api.Kubernetes;
using PodMotion.TestKit;
using PodMotion.TestKit.Kubernetes;
using Xunit;

namespace PodMotion.Rebalancer.Tests;

public sealed class LeadershipTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task Run_NobodyHoldsTheLease_TakesItAtEpochOne()
    {
        await using var api = await FakeApiServer.StartAsync(time);
        using var client = api.CreateClient();
        using var stopping = new CancellationTokenSource();
        var leadership = New(client, "one");

        var running = leadership.RunAsync(stopping.Token);
        await leadership.Held;

        Assert.Equal(1UL, leadership.Current);
        Assert.Equal("one", api.Find(CoreTypes.Leases, Leadership.Key)!.Spec.HolderIdentity);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Run_TheHolderReleased_TakesItAtTheNextEpoch()
    {
        await using var api = await FakeApiServer.StartAsync(time);
        using var client = api.CreateClient();
        using var stopping = new CancellationTokenSource();
        var first = New(client, "one");
        _ = first.RunAsync(stopping.Token);
        await first.Held;
        await stopping.CancelAsync();
        await first.ReleaseAsync(CancellationToken.None);

        using var later = new CancellationTokenSource();
        var second = New(client, "two");
        _ = second.RunAsync(later.Token);
        await second.Held;

        Assert.Equal(2UL, second.Current);
        await later.CancelAsync();
    }

    [Fact]
    public async Task Run_AnotherOneTookTheLease_Ends()
    {
        await using var api = await FakeApiServer.StartAsync(time);
        using var client = api.CreateClient();
        var leadership = New(client, "one");
        var running = leadership.RunAsync(CancellationToken.None);
        await leadership.Held;
        var lease = api.Find(CoreTypes.Leases, Leadership.Key)!;
        api.Put(CoreTypes.Leases, lease with { Spec = lease.Spec with { HolderIdentity = "two" } });

        await PassAsync(running);

        await running;
    }

    [Fact]
    public async Task Run_TheHolderIsDead_TakesItOnceItHasExpired()
    {
        await using var api = await FakeApiServer.StartAsync(time);
        using var client = api.CreateClient();
        api.Put(CoreTypes.Leases, new()
        {
            Metadata = new() { Name = Leadership.Key.Name, Namespace = Leadership.Key.Namespace },
            Spec = new() { HolderIdentity = "dead", LeaseDurationSeconds = 15, LeaseTransitions = 6, RenewTime = time.GetUtcNow() },
        });
        using var stopping = new CancellationTokenSource();
        var leadership = New(client, "two");
        _ = leadership.RunAsync(stopping.Token);
        var began = time.GetUtcNow();
        await PassAsync(leadership.Held);

        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromSeconds(15));
        Assert.Equal(7UL, leadership.Current);
        await stopping.CancelAsync();
    }

    // Moves the clock on while the calls in between, which are real, take their time.
    private async Task PassAsync(Task until)
    {
        while (!until.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    private Leadership New(KubeClient client, string identity) => new(client, identity, time, NullLogger<Leadership>.Instance);
}

using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class ManualTimeProviderTests
{
    [Fact]
    public void Advance_SeveralTimers_FireInOrderAtTheirTimes()
    {
        var time = new ManualTimeProvider();
        var start = time.GetUtcNow();
        var fired = new List<(string Name, double After)>();
        void Note(object? name) => fired.Add(((string)name!, (time.GetUtcNow() - start).TotalSeconds));
        using var late = time.CreateTimer(Note, "late", TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var often = time.CreateTimer(Note, "often", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([("often", 2), ("often", 4), ("late", 5), ("often", 6)], fired);
        Assert.Equal(1, time.ArmedTimers);
    }

    [Fact]
    public async Task Delay_TimeComes_Ends()
    {
        var time = new ManualTimeProvider();
        var delay = Task.Delay(TimeSpan.FromSeconds(3), time, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(delay.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    [Fact]
    public void GetElapsedTime_AfterAdvance_IsExact()
    {
        var time = new ManualTimeProvider();
        var began = time.GetTimestamp();

        time.Advance(TimeSpan.FromMilliseconds(1500));

        Assert.Equal(TimeSpan.FromMilliseconds(1500), time.GetElapsedTime(began));
    }

    [Fact]
    public void Advance_TimerDisposed_DoesNotFire()
    {
        var time = new ManualTimeProvider();
        var fired = false;
        time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan).Dispose();

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.False(fired);
    }
}

using PodMotion.Api.Kubernetes;
using PodMotion.Rebalancer.Work;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Rebalancer.Tests.Work;

public sealed class WorkQueueTests : IDisposable
{
    private static readonly ObjectKey A = new("ns", "a");
    private static readonly ObjectKey B = new("ns", "b");

    private readonly ManualTimeProvider time = new();
    private readonly WorkQueue queue;

    public WorkQueueTests() => queue = new(time);

    public void Dispose() => queue.Dispose();

    [Fact]
    public async Task Add_TheSameKeyTwice_IsTakenOnce()
    {
        queue.Add(A);
        queue.Add(A);
        queue.Add(B);

        Assert.Equal(A, await TakeAsync());
        Assert.Equal(B, await TakeAsync());
        Assert.False(TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task Add_AKeyThatIsTaken_ComesBackOnceItIsDone()
    {
        queue.Add(A);
        await TakeAsync();
        queue.Add(A);
        var again = TakeAsync();

        Assert.False(again.IsCompleted);
        queue.Done(A);
        Assert.Equal(A, await again);
    }

    [Fact]
    public async Task AddAfter_TwoDelays_TheEarlierCounts()
    {
        queue.AddAfter(A, TimeSpan.FromSeconds(10));
        queue.AddAfter(A, TimeSpan.FromSeconds(1));
        var taken = TakeAsync();

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(A, await taken);
        Assert.Equal(0, time.ArmedTimers);
    }

    [Fact]
    public async Task Retry_TimeAndAgain_WaitsLongerUpToHalfAMinute()
    {
        for (var failures = 0; failures < 20; failures++)
        {
            queue.Retry(A);
            time.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(A, await TakeAsync());
            queue.Done(A);
        }

        queue.Retry(A);
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, time.ArmedTimers);
        queue.Forget(A);
        queue.Retry(B);
        time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal(B, await TakeAsync());
    }

    private Task<ObjectKey> TakeAsync() => queue.TakeAsync(CancellationToken.None);
}

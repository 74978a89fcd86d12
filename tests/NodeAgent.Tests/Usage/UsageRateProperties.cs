using FsCheck;
using FsCheck.Fluent;
using PodMotion.NodeAgent.Usage;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Usage;

public sealed class UsageRateProperties
{
    [Fact]
    public void Of_AnyReadings_IsNeverNegativeAndExactWhereCounted()
    {
        Prop.ForAll<long, long, long>((before, now, elapsed) =>
        {
            var figures = UsageRate.Of(new CgroupReading(TimeSpan.FromTicks(before), 1), new CgroupReading(TimeSpan.FromTicks(now), 2), TimeSpan.FromTicks(elapsed));
            var isCounted = now >= before && elapsed > 0;
            return figures.CpuCores is { } cores
                ? isCounted && cores >= 0 && Math.Abs((cores * elapsed) - (now - before)) <= 1
                : !isCounted;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Of_NothingBefore_HasNoCpuFigure()
    {
        Assert.Equal(new UsageFigures(null, 7), UsageRate.Of(null, new CgroupReading(TimeSpan.FromSeconds(3), 7), TimeSpan.FromSeconds(5)));
    }
}

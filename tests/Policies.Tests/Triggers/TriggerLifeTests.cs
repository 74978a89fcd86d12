using PodMotion.Policies.Expressions;
using PodMotion.Policies.Tests.Expressions;
using PodMotion.Policies.Triggers;
using Xunit;

namespace PodMotion.Policies.Tests.Triggers;

public sealed class TriggerLifeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<TriggerPhase, Truth, Truth, double, TriggerPhase> Steps { get; } = new()
    {
        { TriggerPhase.Idle, Truth.True, Truth.False, 0, TriggerPhase.Pending },
        { TriggerPhase.Idle, Truth.False, Truth.True, 0, TriggerPhase.Idle },
        { TriggerPhase.Idle, Truth.Unknown, Truth.Unknown, 9, TriggerPhase.Idle },
        { TriggerPhase.Pending, Truth.True, Truth.False, 0.9, TriggerPhase.Pending },
        { TriggerPhase.Pending, Truth.True, Truth.False, 1, TriggerPhase.Firing },
        { TriggerPhase.Pending, Truth.False, Truth.False, 9, TriggerPhase.Idle },
        { TriggerPhase.Pending, Truth.Unknown, Truth.Unknown, 9, TriggerPhase.Pending },
        { TriggerPhase.Firing, Truth.True, Truth.False, 9, TriggerPhase.Firing },
        { TriggerPhase.Firing, Truth.False, Truth.False, 9, TriggerPhase.Firing },
        { TriggerPhase.Firing, Truth.Unknown, Truth.Unknown, 9, TriggerPhase.Firing },
        { TriggerPhase.Firing, Truth.False, Truth.True, 0, TriggerPhase.Clearing },
        { TriggerPhase.Settling, Truth.True, Truth.False, 2.9, TriggerPhase.Settling },
        { TriggerPhase.Settling, Truth.False, Truth.True, 2.9, TriggerPhase.Settling },
        { TriggerPhase.Settling, Truth.True, Truth.False, 3, TriggerPhase.Firing },
        { TriggerPhase.Settling, Truth.False, Truth.False, 3, TriggerPhase.Firing },
        { TriggerPhase.Settling, Truth.False, Truth.True, 3, TriggerPhase.Clearing },
        { TriggerPhase.Settling, Truth.Unknown, Truth.Unknown, 9, TriggerPhase.Settling },
        { TriggerPhase.Clearing, Truth.False, Truth.True, 1.9, TriggerPhase.Clearing },
        { TriggerPhase.Clearing, Truth.False, Truth.True, 2, TriggerPhase.Idle },
        { TriggerPhase.Clearing, Truth.False, Truth.False, 9, TriggerPhase.Firing },
        { TriggerPhase.Clearing, Truth.Unknown, Truth.Unknown, 9, TriggerPhase.Clearing },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Next_AfterSomeMinutesInAPhase_IsTheNextPhase(TriggerPhase phase, Truth fires, Truth clears, double minutes, TriggerPhase expected)
    {
        var state = TriggerLife.Idle(A.Noon) with { Phase = phase };

        var next = TriggerLife.Next(Trigger(), state, new TriggerReading(fires, clears), moving: false, A.Noon + (minutes * Minute));

        Assert.Equal(expected, next.Phase);
        Assert.Equal(fires == Truth.Unknown, next.Unknown);
    }

    [Theory]
    [InlineData(TriggerPhase.Pending)]
    [InlineData(TriggerPhase.Clearing)]
    public void Next_AfterAGapInTheSamples_WaitsAnew(TriggerPhase phase)
    {
        var trigger = Trigger();
        var state = TriggerLife.Idle(A.Noon) with { Phase = phase };
        var holds = phase == TriggerPhase.Pending ? new TriggerReading(Truth.True, Truth.False) : new TriggerReading(Truth.False, Truth.True);

        var gap = TriggerLife.Next(trigger, state, new TriggerReading(Truth.Unknown, Truth.Unknown), moving: false, A.Noon + Minute);
        var after = TriggerLife.Next(trigger, gap, holds, moving: false, A.Noon + (1.5 * Minute));

        Assert.Equal(phase, after.Phase);
        Assert.Equal(A.Noon + Minute, after.Since);
        Assert.False(after.Unknown);
    }

    [Fact]
    public void Next_WithoutWaits_FiresAndEndsAtOnce()
    {
        var trigger = Trigger() with { For = TimeSpan.Zero, ClearFor = TimeSpan.Zero };

        var firing = TriggerLife.Next(trigger, TriggerLife.Idle(A.Noon), new TriggerReading(Truth.True, Truth.False), moving: false, A.Noon);
        var idle = TriggerLife.Next(trigger, firing, new TriggerReading(Truth.False, Truth.True), moving: false, A.Noon);

        Assert.Equal(TriggerPhase.Firing, firing.Phase);
        Assert.Equal(TriggerPhase.Idle, idle.Phase);
    }

    [Fact]
    public void Next_WhileAPodStillLeaves_SettlesFromTheEndOfTheMove()
    {
        var trigger = Trigger();
        var settling = TriggerLife.Choose(trigger, TriggerLife.Idle(A.Noon) with { Phase = TriggerPhase.Firing }, 2, A.Noon);
        var hot = new TriggerReading(Truth.True, Truth.False);

        var moving = TriggerLife.Next(trigger, settling, hot, moving: true, A.Noon + (10 * Minute));
        var moved = TriggerLife.Next(trigger, moving, hot, moving: false, A.Noon + (12 * Minute));

        Assert.Equal(TriggerPhase.Settling, moved.Phase);
        Assert.Equal(TriggerPhase.Firing, TriggerLife.Next(trigger, moved, hot, moving: false, A.Noon + (13 * Minute)).Phase);
    }

    [Fact]
    public void Choose_FewerThanItMay_GoesOnFiring()
    {
        var firing = TriggerLife.Idle(A.Noon) with { Phase = TriggerPhase.Firing };

        var one = TriggerLife.Choose(Trigger(), firing, 1, A.Noon);

        Assert.Equal((TriggerPhase.Firing, 1), (one.Phase, one.Chosen));
        Assert.Equal(TriggerPhase.Settling, TriggerLife.Choose(Trigger(), one, 1, A.Noon).Phase);
    }

    private static CompiledTrigger Trigger() => new()
    {
        Spec = A.Trigger() with { MaxMigrationsPerFiring = 2 },
        Fires = ExpressionTests.Compile("node.cpu.usagePercent > 70"),
        For = Minute,
        ClearFor = 2 * Minute,
        Settle = 3 * Minute,
    };
}

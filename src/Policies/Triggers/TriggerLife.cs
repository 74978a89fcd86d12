using PodMotion.Policies.Expressions;

namespace PodMotion.Policies.Triggers;

/// <summary>
/// The life of a trigger for one node: idle → Pending → (after <c>for</c>) Firing → Settling → Firing or Clearing → (after <c>clearFor</c>) idle. Between its two
/// marks a trigger that fires goes on firing: pods leave until the lower mark is reached. Unknown never fires and never clears.
/// </summary>
internal static class TriggerLife
{
    /// <summary>The state of a trigger that nobody has looked at yet.</summary>
    public static TriggerState Idle(DateTimeOffset now) => new(TriggerPhase.Idle, now, 0, false, "Idle", "does not hold");

    /// <summary>The state after one more look.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="state">The state before.</param>
    /// <param name="reading">What its expressions say now.</param>
    /// <param name="moving">Whether a pod is leaving the node now.</param>
    /// <param name="now">The time.</param>
    public static TriggerState Next(CompiledTrigger trigger, TriggerState state, TriggerReading reading, bool moving, DateTimeOffset now) =>
        state.Phase switch
        {
            TriggerPhase.Idle => FromIdle(trigger, state, reading.Fires, now),
            TriggerPhase.Pending => FromPending(trigger, state, reading.Fires, now),
            TriggerPhase.Firing => FromFiring(trigger, state, reading, now),
            TriggerPhase.Settling => FromSettling(trigger, state, reading, moving, now),
            TriggerPhase.Clearing => FromClearing(trigger, state, reading, now),
        };

    /// <summary>The state after pods were chosen: a trigger that has chosen as many as it may waits for their effect.</summary>
    public static TriggerState Choose(CompiledTrigger trigger, TriggerState state, int chosen, DateTimeOffset now)
    {
        var all = state.Chosen + chosen;
        return all < trigger.Spec.MaxMigrationsPerFiring
            ? state with { Chosen = all }
            : new TriggerState(TriggerPhase.Settling, now, all, state.Unknown, "Settling", $"has chosen {all} and waits {Show(trigger.Settle)} for the effect");
    }

    private static TriggerState FromIdle(CompiledTrigger trigger, TriggerState state, Truth fires, DateTimeOffset now) => fires switch
    {
        Truth.True when trigger.For == TimeSpan.Zero => Fire(now),
        Truth.True => Pend(trigger, now),
        Truth.Unknown => state.Unknown ? state : new TriggerState(TriggerPhase.Idle, now, 0, true, "Unknown", "reads a value that is missing or too old"),
        Truth.False => state.Unknown ? Idle(now) : state,
    };

    // A gap in the samples begins the wait anew: nobody can say that the expression held all the time.
    private static TriggerState FromPending(CompiledTrigger trigger, TriggerState state, Truth fires, DateTimeOffset now) => fires switch
    {
        Truth.True when now - state.Since >= trigger.For => Fire(now),
        Truth.True => state with { Unknown = false },
        Truth.Unknown => Pend(trigger, now) with { Unknown = true },
        Truth.False => Idle(now),
    };

    private static TriggerState FromFiring(CompiledTrigger trigger, TriggerState state, TriggerReading reading, DateTimeOffset now) => reading.Clears switch
    {
        Truth.True => Clear(trigger, now),
        Truth.Unknown or Truth.False => state with { Unknown = reading.Unknown },
    };

    private static TriggerState FromSettling(CompiledTrigger trigger, TriggerState state, TriggerReading reading, bool moving, DateTimeOffset now)
    {
        if (moving)
        {
            return state with { Since = now, Unknown = reading.Unknown };
        }

        return (now - state.Since >= trigger.Settle, reading.Clears) switch
        {
            (false, _) or (true, Truth.Unknown) => state with { Unknown = reading.Unknown },
            (true, Truth.True) => Clear(trigger, now),
            (true, Truth.False) => Fire(now),
        };
    }

    private static TriggerState FromClearing(CompiledTrigger trigger, TriggerState state, TriggerReading reading, DateTimeOffset now) => reading.Clears switch
    {
        Truth.True when now - state.Since >= trigger.ClearFor => Idle(now),
        Truth.True => state with { Unknown = false },
        Truth.Unknown => Clearing(trigger, now) with { Unknown = true },
        Truth.False => Fire(now),
    };

    private static TriggerState Fire(DateTimeOffset now) => new(TriggerPhase.Firing, now, 0, false, "Firing", "fires until its lower mark is reached");

    private static TriggerState Pend(CompiledTrigger trigger, DateTimeOffset now) =>
        new(TriggerPhase.Pending, now, 0, false, "Pending", $"holds and fires once it has held for {Show(trigger.For)}");

    private static TriggerState Clear(CompiledTrigger trigger, DateTimeOffset now) => trigger.ClearFor == TimeSpan.Zero ? Idle(now) : Clearing(trigger, now);

    private static TriggerState Clearing(CompiledTrigger trigger, DateTimeOffset now) =>
        new(TriggerPhase.Clearing, now, 0, false, "Clearing", $"has reached its lower mark and ends once that has held for {Show(trigger.ClearFor)}");

    private static string Show(TimeSpan span) => span.ToString("c", System.Globalization.CultureInfo.InvariantCulture);
}

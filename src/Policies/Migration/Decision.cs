using PodMotion.Api;

namespace PodMotion.Policies.Migration;

/// <summary>
/// What to do about a PodMigration now. First the phase, the conditions and the sentence are recorded, then the effects are carried out in their order.
/// A decision that enters a phase has no effects: they belong to the phase entered, and are decided there once it is recorded.
/// </summary>
public sealed record Decision
{
    /// <summary>The phase to enter; null to stay. Never the phase that it is in.</summary>
    public MigrationPhase? Next { get; init; }

    /// <summary>One of <see cref="Reasons"/>, or an agent's own.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence for an operator that ends with where the pod is.</summary>
    public required string Message { get; init; }

    /// <summary>When the phase was entered, by the clock of whoever did it; null: now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How much it wants to be noticed.</summary>
    public DecisionWeight Weight { get; init; }

    /// <summary>Conditions to set.</summary>
    public IReadOnlyList<ConditionChange> Conditions { get; init; } = [];

    /// <summary>What to do, in this order.</summary>
    public IReadOnlyList<MigrationEffect> Effects { get; init; } = [];

    /// <summary>When to look again though nothing was reported; null: only a change matters.</summary>
    public TimeSpan? LookAgain { get; init; }
}

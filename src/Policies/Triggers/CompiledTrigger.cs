using PodMotion.Api;
using PodMotion.Policies.Expressions;

namespace PodMotion.Policies.Triggers;

/// <summary>A trigger whose durations are parsed and whose expressions are compiled.</summary>
internal sealed record CompiledTrigger
{
    public required PolicyTrigger Spec { get; init; }

    public required BooleanExpression Fires { get; init; }

    /// <summary>The lower mark; null where the trigger clears when it no longer fires.</summary>
    public BooleanExpression? Clears { get; init; }

    public required TimeSpan For { get; init; }

    public required TimeSpan ClearFor { get; init; }

    public required TimeSpan Settle { get; init; }
}

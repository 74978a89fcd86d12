using PodMotion.Api;
using PodMotion.Policies.Triggers;

namespace PodMotion.Policies;

/// <summary>A valid MigrationPolicy, ready for evaluation: durations parsed, expressions compiled. Immutable; made by <see cref="PolicyCompiler"/>.</summary>
public sealed record CompiledPolicy
{
    /// <summary>The name of the MigrationPolicy.</summary>
    public required string Name { get; init; }

    /// <summary>The spec as written.</summary>
    public required MigrationPolicySpec Spec { get; init; }

    /// <summary>Time between two evaluations.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>How old a sample may be; an older one counts as missing.</summary>
    public required TimeSpan MaxAge { get; init; }

    /// <summary>How long a pod is left alone after a move of it ended.</summary>
    public required TimeSpan PodCooldown { get; init; }

    /// <summary>How long a node is left alone after a move from or to it ended.</summary>
    public required TimeSpan NodeCooldown { get; init; }

    /// <summary>How long a pod does not go back to a node that it came from.</summary>
    public required TimeSpan ReturnToPreviousNode { get; init; }

    /// <summary>The triggers, in the order of the spec.</summary>
    internal IReadOnlyList<CompiledTrigger> Triggers { get; init; } = [];
}

using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>What the rebalancer makes of a MigrationPolicy.</summary>
public sealed record MigrationPolicyStatus
{
    /// <summary>The generation of the spec that was evaluated.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary><see cref="ConditionTypes.Active"/>, with every error of the spec in its message.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>When it was last evaluated.</summary>
    public DateTimeOffset? LastEvaluationTime { get; init; }

    /// <summary>Pods that the policy is about, and those of them that can move.</summary>
    public PolicyPodCounts? Pods { get; init; }

    /// <summary>Its unfinished PodMigrations.</summary>
    public int? InFlight { get; init; }

    /// <summary>Its triggers that are not idle, at most 64.</summary>
    public IReadOnlyList<ActiveTrigger> ActiveTriggers { get; init; } = [];

    /// <summary>What it would do (Recommend) or has just done (Enforce), and what was blocked and why, at most 50.</summary>
    public IReadOnlyList<PolicyRecommendation> Recommendations { get; init; } = [];
}

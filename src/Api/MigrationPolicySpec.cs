namespace PodMotion.Api;

/// <summary>The rules of a MigrationPolicy. Durations are GEP-2257 strings (<c>30s</c>, <c>10m</c>, <c>6h</c>).</summary>
public sealed record MigrationPolicySpec
{
    /// <summary>Recommend writes what it would do and moves nothing; Enforce moves.</summary>
    public PolicyAction Action { get; init; } = PolicyAction.Recommend;

    /// <summary>True: not evaluated.</summary>
    public bool Suspend { get; init; }

    /// <summary>A pod matched by several policies belongs to the highest, then to the first by name. -1000 to 1000.</summary>
    public int Precedence { get; init; }

    /// <summary>Which pods and nodes are meant; all where absent.</summary>
    public PolicySelector? Selector { get; init; }

    /// <summary>Which pods are never meant.</summary>
    public PolicyExclusions Exclusions { get; init; } = new();

    /// <summary>1 to 16 triggers, unique by name.</summary>
    public IReadOnlyList<PolicyTrigger> Triggers { get; init; } = [];

    /// <summary>How often to look, and how old a sample may be.</summary>
    public PolicyMetrics Metrics { get; init; } = new();

    /// <summary>Which nodes may receive, and what must stay free there.</summary>
    public PolicyTarget Target { get; init; } = new();

    /// <summary>How many at once.</summary>
    public PolicyBudgets Budgets { get; init; } = new();

    /// <summary>How long to leave a pod or node alone.</summary>
    public PolicyCooldown Cooldown { get; init; } = new();

    /// <summary>What the PodMigrations look like.</summary>
    public PolicyMigrationTemplate MigrationTemplate { get; init; } = new();
}

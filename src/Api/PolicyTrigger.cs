using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>A condition on a node and what to reach when it holds.</summary>
public sealed record PolicyTrigger
{
    /// <summary>Unique in its policy.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the expression is evaluated on, once per subject; for now always <c>Node</c>.</summary>
    public string Scope { get; init; } = "Node";

    /// <summary>What to reach; for now always <c>Relieve</c>: pods leave the node until it has cleared.</summary>
    public string Goal { get; init; } = "Relieve";

    /// <summary>Fires while true.</summary>
    public string Expression { get; init; } = "";

    /// <summary>How long the expression must hold before the trigger fires; at once where absent.</summary>
    public string? For { get; init; }

    /// <summary>The lower mark; the trigger clears when this has held for <see cref="ClearFor"/>. Demanded by Enforce.</summary>
    public string? ClearExpression { get; init; }

    /// <summary>How long the lower mark must hold; at once where absent.</summary>
    public string? ClearFor { get; init; }

    /// <summary>Which nodes; all where absent.</summary>
    public LabelSelector? NodeSelector { get; init; }

    /// <summary>How many pods may be chosen before the trigger settles, 1 to 100.</summary>
    public int MaxMigrationsPerFiring { get; init; } = 1;

    /// <summary>How long to wait after choosing before looking again; 2 × metrics.maxAge where absent.</summary>
    public string? Settle { get; init; }
}

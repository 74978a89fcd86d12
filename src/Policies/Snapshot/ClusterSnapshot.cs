namespace PodMotion.Policies.Snapshot;

/// <summary>The cluster at one instant, as far as decisions look at it. Immutable; swapped whole, so one evaluation never sees two states.</summary>
public sealed record ClusterSnapshot
{
    /// <summary>When it was taken, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Every node, unique by name.</summary>
    public IReadOnlyList<NodeView> Nodes { get; init; } = [];

    /// <summary>Every pod that has not ended, scheduled or not, unique by UID.</summary>
    public IReadOnlyList<PodView> Pods { get; init; } = [];

    /// <summary>The unfinished migrations, whoever asked for them.</summary>
    public IReadOnlyList<MoveInFlight> InFlight { get; init; } = [];

    /// <summary>The migrations that have ended, in any order; those older than the longest cooldown may be left out.</summary>
    public IReadOnlyList<FinishedMove> Finished { get; init; } = [];

    /// <summary>The labels of each namespace, by its name; one that is missing counts as having none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> NamespaceLabels { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();
}

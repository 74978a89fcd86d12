namespace PodMotion.Policies.Planning;

/// <summary>Everything that the plan of one policy depends on.</summary>
internal sealed record PlanningInput
{
    public required CompiledPolicy Policy { get; init; }

    public required ClusterIndex Index { get; init; }

    public required MoveHistory History { get; init; }

    /// <summary>The policy that each pod belongs to, by UID.</summary>
    public required IReadOnlyDictionary<string, string> Owners { get; init; }

    /// <summary>The triggers of every policy: none may become true on a target.</summary>
    public required IReadOnlyList<TriggerSight> AllTriggers { get; init; }

    /// <summary>The triggers of this policy that fire, with their nodes.</summary>
    public required IReadOnlyList<TriggerLook> Firing { get; init; }

    public required DateTimeOffset Now { get; init; }
}

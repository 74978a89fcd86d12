using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Planning;

/// <summary>One pod to move, decided.</summary>
public sealed record Move
{
    /// <summary>The MigrationPolicy that asks for it.</summary>
    public required string PolicyName { get; init; }

    /// <summary>The trigger that fires.</summary>
    public required string TriggerName { get; init; }

    /// <summary>The namespace of the pod.</summary>
    public required string PodNamespace { get; init; }

    /// <summary>The pod.</summary>
    public required string PodName { get; init; }

    /// <summary>The identity of the pod.</summary>
    public required string PodUid { get; init; }

    /// <summary>Where it is.</summary>
    public required string SourceNode { get; init; }

    /// <summary>Where it goes.</summary>
    public required string TargetNode { get; init; }

    /// <summary>CamelCase, for programs.</summary>
    public required string Reason { get; init; }

    /// <summary>One sentence: which trigger, the values read, why this pod and why this target.</summary>
    public required string Message { get; init; }

    /// <summary>The move as one under way, for whatever is decided after it.</summary>
    internal MoveInFlight AsInFlight() => new()
    {
        MigrationName = "",
        PodNamespace = PodNamespace,
        PodName = PodName,
        SourcePodUid = PodUid,
        SourceNode = SourceNode,
        TargetNode = TargetNode,
        PolicyName = PolicyName,
    };
}

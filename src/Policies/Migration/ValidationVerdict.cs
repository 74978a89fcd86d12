using PodMotion.Api;

namespace PodMotion.Policies.Migration;

/// <summary>Whether a migration can be carried out now, and how.</summary>
public sealed record ValidationVerdict
{
    /// <summary>Everything that stands against it, all at once; empty means that it can be carried out.</summary>
    public IReadOnlyList<MigrationBlocker> Blockers { get; init; } = [];

    /// <summary>The node that the pod is on; null where the pod is unknown.</summary>
    public string? SourceNodeName { get; init; }

    /// <summary>The pod's UID; null where the pod is unknown.</summary>
    public string? SourcePodUid { get; init; }

    /// <summary>The node that was asked for, else the best one; null where there is none.</summary>
    public string? TargetNodeName { get; init; }

    /// <summary>Free name for the target pod.</summary>
    public string? TargetPodName { get; init; }

    /// <summary>What the pod's own agent measured; null where it could not be asked.</summary>
    public DryRunEstimate? Estimate { get; init; }
}

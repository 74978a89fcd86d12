using PodMotion.Api;

namespace PodMotion.Policies.Migration;

/// <summary>The sentences of decisions: object, what was seen, and where the pod is now.</summary>
internal static class Sentence
{
    public static string Of(Observed o, string seen, string place) => $"PodMigration '{Key(o)}': {seen.TrimEnd('.', ' ')}; {place}.";

    public static string Key(Observed o) => $"{o.Migration.Metadata.Namespace}/{o.Migration.Metadata.Name}";

    public static string SourceServes(Observed o) => SourceNode(o) is { } node
        ? $"the pod keeps running on '{node}'"
        : $"pod '{o.Migration.Spec.PodName}' is left as it is";

    public static string SourceIsGone(Observed o) => $"pod '{o.Migration.Spec.PodName}' runs on no node for this migration";

    public static string SourceHolds(Observed o) => $"the pod is held on '{SourceNode(o)}' until it is known that '{TargetNode(o)}' runs it or never will";

    public static string TargetServes(Observed o) => $"the pod runs on '{TargetNode(o)}'";

    public static string TargetTakesOver(Observed o) => $"the pod leaves '{SourceNode(o)}' and is about to run on '{TargetNode(o)}'";

    public static string Frozen(Observed o) => $"the pod is frozen on '{SourceNode(o)}'";

    public static string SourceNode(Observed o) => o.Migration.Status?.SourceNodeName ?? o.Validation?.SourceNodeName!;

    public static string TargetNode(Observed o) => o.Migration.Status?.TargetNodeName ?? o.Validation?.TargetNodeName ?? o.Migration.Spec.TargetNodeName ?? "?";

    public static string TargetPod(Observed o) => o.Migration.Status?.TargetPodName ?? o.Validation?.TargetPodName ?? "?";

    /// <summary>Where the pod is while the migration stands in a phase in which it can still be given up.</summary>
    public static string Place(Observed o) => o.Phase switch
    {
        MigrationPhase.Pending or MigrationPhase.Validating or MigrationPhase.Queued or MigrationPhase.PreparingTarget
            or MigrationPhase.DryRunComplete => SourceServes(o),
        MigrationPhase.Checkpointing or MigrationPhase.SocketInventory => SourceServes(o),
        MigrationPhase.OverlayHandoff or MigrationPhase.Transferring or MigrationPhase.Restoring
            or MigrationPhase.RestoreSocketReattach => Frozen(o),
        MigrationPhase.DisengageHold => TargetTakesOver(o),
        MigrationPhase.TCPVerifying or MigrationPhase.ServiceVerifying or MigrationPhase.CutoverComplete or MigrationPhase.Complete => TargetServes(o),
        MigrationPhase.RollingBack or MigrationPhase.RolledBack => o.Source == SourcePodState.Running ? SourceServes(o) : SourceIsGone(o),
        MigrationPhase.Failed => o.SourceSession.Committed ? TargetServes(o) : SourceServes(o),
    };
}

namespace PodMotion.Api;

/// <summary>Reasons of conditions, events and failures. They are API: append, never rename.</summary>
public static class Reasons
{
    /// <summary>The spec makes sense for this pod now.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The named pod does not exist.</summary>
    public const string PodNotFound = "PodNotFound";

    /// <summary>The pod has another UID than asked for.</summary>
    public const string PodReplaced = "PodReplaced";

    /// <summary>podNamespace is not the namespace of the PodMigration.</summary>
    public const string NamespaceMismatch = "NamespaceMismatch";

    /// <summary>The mode is not available in this version.</summary>
    public const string ModeNotAvailable = "ModeNotAvailable";

    /// <summary>TCP mode Strict is not available in this version.</summary>
    public const string TcpModeNotAvailable = "TcpModeNotAvailable";

    /// <summary>The target is the node that the pod is on.</summary>
    public const string TargetIsSource = "TargetIsSource";

    /// <summary>The target node does not exist.</summary>
    public const string TargetNotFound = "TargetNotFound";

    /// <summary>The pod may not or cannot run on the target.</summary>
    public const string TargetNotFeasible = "TargetNotFeasible";

    /// <summary>No node can take the pod.</summary>
    public const string NoFeasibleTarget = "NoFeasibleTarget";

    /// <summary>A node's agent does not answer or cannot migrate.</summary>
    public const string AgentNotReady = "AgentNotReady";

    /// <summary>Another unfinished PodMigration moves the same pod.</summary>
    public const string AlreadyMigrating = "AlreadyMigrating";

    /// <summary>Waits for another migration between the same nodes.</summary>
    public const string WaitingForNodePair = "WaitingForNodePair";

    /// <summary>The migration has its turn.</summary>
    public const string Started = "Started";

    /// <summary>The target's container waits for its images.</summary>
    public const string TargetPrepared = "TargetPrepared";

    /// <summary>An agent reported the next step.</summary>
    public const string Progressed = "Progressed";

    /// <summary>The completion timeout passed before the commit.</summary>
    public const string TimedOut = "TimedOut";

    /// <summary>The PodMigration was deleted before the commit.</summary>
    public const string Cancelled = "Cancelled";

    /// <summary>An agent gave the session up; its message says why.</summary>
    public const string AgentFailed = "AgentFailed";

    /// <summary>The source pod vanished or was restarted meanwhile.</summary>
    public const string SourceLost = "SourceLost";

    /// <summary>The target pod failed or vanished.</summary>
    public const string TargetLost = "TargetLost";

    /// <summary>Both sides hold the pod; a person decides.</summary>
    public const string InDoubt = "InDoubt";

    /// <summary>The source serves again.</summary>
    public const string RolledBack = "RolledBack";

    /// <summary>The pod runs on the target.</summary>
    public const string Migrated = "Migrated";

    /// <summary>The estimate is written.</summary>
    public const string Estimated = "Estimated";

    /// <summary>The policy's spec has errors; its condition lists them.</summary>
    public const string InvalidPolicy = "InvalidPolicy";

    /// <summary>A policy's trigger asked for this migration.</summary>
    public const string TriggerFired = "TriggerFired";

    /// <summary>The spec, the pod and the nodes are being checked.</summary>
    public const string Checking = "Checking";

    /// <summary>The target pod runs, but did not become Ready in time.</summary>
    public const string TargetNotReady = "TargetNotReady";

    /// <summary>The API server or an agent refused a step for good; the message says why.</summary>
    public const string Refused = "Refused";

    /// <summary>The PodMigration's name is too long for a label.</summary>
    public const string NameTooLong = "NameTooLong";

    /// <summary>The policy is suspended and not evaluated.</summary>
    public const string Suspended = "Suspended";
}

namespace PodMotion.Api;

/// <summary>Where a PodMigration stands. The order is that of a migration that succeeds, then the ends and the way back.</summary>
public enum MigrationPhase
{
    /// <summary>Accepted, not yet looked at. The source serves.</summary>
    Pending,

    /// <summary>Identity, features, target and compatibility are checked; a dry run makes its estimate. The source serves.</summary>
    Validating,

    /// <summary>Waits for its turn; <c>status.queue</c> says for what. The source serves.</summary>
    Queued,

    /// <summary>The target pod is made and its container waits for the images. The source serves.</summary>
    PreparingTarget,

    /// <summary>The dump session is open on both agents. The source serves.</summary>
    Checkpointing,

    /// <summary>Every socket is listed and judged (TCP kept only). The source serves.</summary>
    SocketInventory,

    /// <summary>The pod is frozen and its address is led to the target, still held there (TCP kept only).</summary>
    OverlayHandoff,

    /// <summary>The images and files cross to the target. The pod is frozen.</summary>
    Transferring,

    /// <summary>CRIU restores the processes on the target, stopped. The pod is frozen.</summary>
    Restoring,

    /// <summary>The restored sockets are compared with the inventory, still held (TCP kept only). The pod is frozen.</summary>
    RestoreSocketReattach,

    /// <summary>The point of no return: the source has given the pod up, the target opens its address and runs it (TCP kept only).</summary>
    DisengageHold,

    /// <summary>The connections are counted on the target (TCP kept only). The target serves.</summary>
    TCPVerifying,

    /// <summary>The target pod must become Ready. The target serves.</summary>
    ServiceVerifying,

    /// <summary>The source pod is removed. The target serves.</summary>
    CutoverComplete,

    /// <summary>End: the pod runs on the target.</summary>
    Complete,

    /// <summary>End of a dry run: the estimate is written, nothing was moved.</summary>
    DryRunComplete,

    /// <summary>End: not moved; the message says where the pod is.</summary>
    Failed,

    /// <summary>The source is made to serve again and the target is removed.</summary>
    RollingBack,

    /// <summary>End: the source serves again; nothing was lost.</summary>
    RolledBack,
}

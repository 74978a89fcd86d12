using PodMotion.Api;

namespace PodMotion.Policies.Migration;

/// <summary>
/// What to do about a PodMigration, phase by phase. Promises: no phase is entered from itself; from every phase an end can be reached; while the source may
/// have given the pod up nothing is taken back or deleted; every decision carries a sentence that says where the pod is. Pure.
/// </summary>
public static class MigrationMachine
{
    /// <summary>Decides from one observation.</summary>
    public static Decision Decide(Observed o)
    {
        ArgumentNullException.ThrowIfNull(o);
        // No discard arm: a new phase must not compile until it is decided here.
        return o.Phase switch
        {
            MigrationPhase.Pending => BeforeStart.Pending(o),
            MigrationPhase.Validating => BeforeStart.Validating(o),
            MigrationPhase.Queued => BeforeStart.Queued(o),
            MigrationPhase.PreparingTarget => TargetPreparation.Decide(o),
            MigrationPhase.Checkpointing => CriticalSection.Decide(o),
            MigrationPhase.SocketInventory => CriticalSection.Decide(o),
            MigrationPhase.OverlayHandoff => CriticalSection.Decide(o),
            MigrationPhase.Transferring => CriticalSection.Decide(o),
            MigrationPhase.Restoring => CriticalSection.Decide(o),
            MigrationPhase.RestoreSocketReattach => CriticalSection.Decide(o),
            MigrationPhase.DisengageHold => CriticalSection.Decide(o),
            MigrationPhase.TCPVerifying => AfterCommit.TcpVerifying(o),
            MigrationPhase.ServiceVerifying => AfterCommit.ServiceVerifying(o),
            MigrationPhase.CutoverComplete => AfterCommit.CutoverComplete(o),
            MigrationPhase.Complete => Ends.Decide(o),
            MigrationPhase.DryRunComplete => Ends.Decide(o),
            MigrationPhase.Failed => Ends.Decide(o),
            MigrationPhase.RollingBack => RollBack.Decide(o),
            MigrationPhase.RolledBack => Ends.Decide(o),
        };
    }
}

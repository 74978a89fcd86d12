using PodMotion.Api;
using PodMotion.Api.Agent;

namespace PodMotion.Policies.Migration;

/// <summary>The phases between the source's start and the target's service, in their order, and which event of the source stands for which.</summary>
internal static class CriticalPath
{
    private static readonly MigrationPhase[] Kept =
    [
        MigrationPhase.Checkpointing, MigrationPhase.SocketInventory, MigrationPhase.OverlayHandoff, MigrationPhase.Transferring,
        MigrationPhase.Restoring, MigrationPhase.RestoreSocketReattach, MigrationPhase.DisengageHold, MigrationPhase.TCPVerifying,
        MigrationPhase.ServiceVerifying,
    ];

    private static readonly MigrationPhase[] Closed =
        [MigrationPhase.Checkpointing, MigrationPhase.Transferring, MigrationPhase.Restoring, MigrationPhase.ServiceVerifying];

    /// <summary>The phase after this one, and when it began; null while the source has not reported it.</summary>
    public static (MigrationPhase Phase, DateTimeOffset At)? Next(Observed o)
    {
        // A phase that lies on one path only is left on that path, even where the mode was changed meanwhile.
        var kept = o.TcpKept || !Closed.Contains(o.Phase);
        var path = kept ? Kept : Closed;
        var next = Array.IndexOf(path, o.Phase) + 1;
        foreach (var happened in o.SourceSession.Events)
        {
            if (Reached(happened.Step, kept) is { } phase && Array.IndexOf(path, phase) >= next)
            {
                return (path[next], happened.Time?.ToDateTimeOffset() ?? o.Now);
            }
        }

        return null;
    }

    private static MigrationPhase? Reached(SessionStep step, bool kept) => step switch
    {
        SessionStep.Opened => MigrationPhase.Checkpointing,
        SessionStep.Inventoried => kept ? MigrationPhase.SocketInventory : null,
        SessionStep.Frozen => kept ? MigrationPhase.OverlayHandoff : MigrationPhase.Transferring,
        SessionStep.HandedOver or SessionStep.Dumped => MigrationPhase.Transferring,
        SessionStep.Transferred => MigrationPhase.Restoring,
        SessionStep.Reattached => kept ? MigrationPhase.RestoreSocketReattach : null,
        SessionStep.Released => kept ? MigrationPhase.DisengageHold : null,
        SessionStep.HandedBack => kept ? MigrationPhase.TCPVerifying : MigrationPhase.ServiceVerifying,
        SessionStep.Ended => MigrationPhase.ServiceVerifying,
        SessionStep.Unspecified or SessionStep.RolledBack or SessionStep.InDoubt => null,
        // The target's steps stand for nothing at the source.
        SessionStep.Prepared or SessionStep.Parked or SessionStep.Received or SessionStep.Restored or SessionStep.Resumed
            or SessionStep.Abandoned => null,
    };
}

using PodMotion.Api.Agent;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>What the target session does to the node. Each part may be repeated after a crash.</summary>
public sealed partial class TargetSession
{
    private bool _running;

    private Freezer? RestoredContainer => Log.Plan is { } plan && ContainerFinder.Read(plan.Bundle) is { InitProcess: { } init }
        && Freezer.Of(init) is { } freezer && freezer.Directory.Contains(plan.ContainerId, StringComparison.Ordinal)
            ? freezer
            : null;

    private bool IsRestoredAlive() => RestoredContainer is { } container && container.Processes is { Count: > 0 } processes && !processes.Any(ProcessFacts.HasPendingKill);

    private async Task LetRunAsync(CancellationToken cancellationToken)
    {
        await _effects.WaitAsync(cancellationToken);
        try
        {
            if (_running)
            {
                return;
            }

            context.Tickets.Spend(Request.TargetPod.Uid);
            // Without its sandbox the pod is gone from this node, and its interface with it.
            if (Log.Plan is { HostInterface.Length: > 0 } plan && ProcessFacts.StartTicks(plan.Process) == plan.ProcessStart)
            {
                await context.Network.SetGateAsync(plan.HostInterface, open: true, cancellationToken);
            }

            RestoredContainer?.SignalAll(Native.SigCont);
            Files.Delete();
            _running = true;
        }
        finally
        {
            _effects.Release();
        }
    }

    // The ticket stays: kubelet would otherwise start the container afresh before the pod's object is deleted.
    private async Task RemoveAsync()
    {
        await _effects.WaitAsync();
        try
        {
            RestoredContainer?.SignalAll(Native.SigKill);
            foreach (var entry in context.Addresses.HeldBy(Request.TargetPod.Uid))
            {
                await LetGoAsync(entry);
            }

            Files.Delete();
        }
        catch (Exception exception) when (exception is CommandFailedException or IOException)
        {
            TargetLog.RemovalFailed(_logger, exception, Log.MigrationUid);
        }
        finally
        {
            _effects.Release();
        }
    }

    private async Task LetGoAsync(HandedAddress entry)
    {
        if (entry.Before is { } before)
        {
            context.Addresses.Record(before);
            await context.Handover.SendAwayAsync(before.Bridge, before.Address, before.TargetAddress, CancellationToken.None);
            return;
        }

        await context.Handover.DropAsync(entry.Bridge, entry.Address, CancellationToken.None);
        context.Addresses.Remove(entry.Address);
    }

    private static partial class TargetLog
    {
        [LoggerMessage(2100, LogLevel.Warning, "Migration {Migration}: pod {Pod} is given up on this node and will never run here: {Reason}")]
        public static partial void Abandoned(ILogger logger, string migration, string pod, string reason);

        [LoggerMessage(2101, LogLevel.Information, "Migration {Migration}: the target's journal ends with {Step}; after the restart: {Action}.")]
        public static partial void Recovering(ILogger logger, string migration, SessionStep step, RecoveryAction action);

        [LoggerMessage(2102, LogLevel.Warning, "Migration {Migration}: what was restored could not be removed whole; the pod's deletion removes the rest.")]
        public static partial void RemovalFailed(ILogger logger, Exception exception, string migration);
    }
}

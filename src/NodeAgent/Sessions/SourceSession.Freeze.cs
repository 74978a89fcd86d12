using PodMotion.Api.Agent;
using PodMotion.NodeAgent.Network;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>The freeze: at a moment at which everything that the pod has can be carried.</summary>
public sealed partial class SourceSession
{
    private const int FreezeAttempts = 40;
    private static readonly TimeSpan AcceptTime = TimeSpan.FromMilliseconds(5);

    private async Task FreezeAsync(Freezer freezer, PodLink link, CancellationToken cancellationToken)
    {
        // Before the freeze: an agent that dies now leaves a fence that its next start lowers, never a pod that runs twice.
        context.Fences.Raise(Request.SourcePod.Uid, Log.MigrationUid);
        await StopAsync(freezer, cancellationToken);
        for (var attempt = 1; KeepsConnections && await HoldAsync(link, cancellationToken) is { Waiting: > 0 } sockets; attempt++)
        {
            await LetAcceptAsync(freezer, link, sockets.Waiting, attempt, cancellationToken);
            await StopAsync(freezer, cancellationToken);
        }

        // CRIU would wait ten seconds for processes that are to die.
        if (!IsUnchanged())
        {
            throw SourceChanged();
        }

        Append(SessionStep.Frozen, "Frozen", $"All processes are frozen; {_measured.EstablishedBefore} established connections are held.");
    }

    // Asked before anything else: another migration's pod, which may be frozen here for good, is not this one's to touch.
    private void RequireNoFence()
    {
        if (context.Fences.Owner(Request.SourcePod.Uid) is { } other)
        {
            throw new SessionFailedException("PodFenced", $"{SourcePod} is fenced on this node for migration {other}.");
        }
    }

    private async Task StopAsync(Freezer freezer, CancellationToken cancellationToken)
    {
        try
        {
            _frozenSince = context.TimeProvider.GetTimestamp();
            await freezer.FreezeAsync(context.TimeProvider, cancellationToken);
        }
        catch (IOException) when (!freezer.Exists)
        {
            throw SourceChanged();
        }
    }

    private async Task<SocketInventory?> HoldAsync(PodLink link, CancellationToken cancellationToken)
    {
        if (Log.Plan is not { } plan || !IsUnchanged())
        {
            return null;
        }

        await context.Network.SetGateAsync(link.HostInterface, open: false, cancellationToken);
        var sockets = Judge(link, plan);
        _measured.EstablishedBefore = (uint)sockets.Established;
        return sockets;
    }

    // CRIU cannot carry a connection that the program has not accepted yet; the program takes it off the queue within milliseconds.
    private async Task LetAcceptAsync(Freezer freezer, PodLink link, int waiting, int attempt, CancellationToken cancellationToken)
    {
        if (attempt == FreezeAttempts)
        {
            throw new SessionFailedException(
                "ConnectionsWaiting", $"{SourcePod} had {waiting} connections that it had not accepted yet at each of {FreezeAttempts} attempts to freeze it.");
        }

        await context.Network.SetGateAsync(link.HostInterface, open: true, cancellationToken);
        freezer.Thaw();
        await Task.Delay(AcceptTime, context.TimeProvider, cancellationToken);
    }

    private bool IsUnchanged() => Log.Plan is { } plan
        && ProcessFacts.StartTicks(plan.Process) == plan.ProcessStart && !ProcessFacts.HasPendingKill(plan.Process);

    private SessionFailedException SourceChanged() =>
        new("SourceChanged", $"{SourcePod} was killed, restarted or thawed on this node while it was moving.");

    private ITimer StartFreezeLimit() => context.TimeProvider.CreateTimer(
        _ => CancelQuietly(_freezeLimit), null, TimeSpan.FromSeconds(Request.FreezeLimitSeconds), Timeout.InfiniteTimeSpan);

    private static void CancelQuietly(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The session ended first.
        }
    }
}

using System.Net;
using System.Net.Sockets;
using PodMotion.Api.Agent;
using PodMotion.NodeAgent.Runtime;
using PodMotion.NodeAgent.Transfer;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>The target's end of the bulk stream.</summary>
public sealed partial class TargetSession
{
    private int _streams;

    /// <summary>Takes everything in. A stream that fails or ends early ends the session: the source will not come again.</summary>
    /// <exception cref="BulkException">The stream was refused or failed.</exception>
    public async Task ReceiveAsync(BulkFrames frames, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frames);
        if (Interlocked.Exchange(ref _streams, 1) != 0 || Log is not { Step: SessionStep.Parked, Plan: { } plan } || ContainerFinder.Read(plan.Bundle) is not { } container)
        {
            throw new BulkException($"Migration {Log.MigrationUid} takes no images at step {Log.Step} on the target.");
        }

        try
        {
            await frames.WriteTextAsync(BulkFrameKind.Opened, plan.Address, cancellationToken);
            await ReceiveAllAsync(frames, container, cancellationToken);
            await frames.WriteTextAsync(BulkFrameKind.Received, "", cancellationToken);
        }
        catch (Exception exception) when (exception is BulkException or CommandFailedException or IOException or OperationCanceledException)
        {
            await AbandonAsync("TransferFailed", $"The images did not arrive: {exception.Message}");
            throw new BulkException(exception.Message, exception);
        }
    }

    private async Task ReceiveAllAsync(BulkFrames frames, ContainerRecord container, CancellationToken cancellationToken)
    {
        var places = new TargetTrees(context.Runner, context.Directories, Files, Request.TargetPod.Uid, container);
        var receiver = new TreeReceiver(frames, places, context.Options.Value.MaxTransferBytes);
        for (var frame = await frames.ReadAsync(cancellationToken); frame.Kind != BulkFrameKind.Complete; frame = await frames.ReadAsync(cancellationToken))
        {
            switch (frame.Kind)
            {
                case BulkFrameKind.HandOver when KeepsConnections:
                    await TakeAddressesAsync(frame.Text.Split(','), cancellationToken);
                    await frames.WriteTextAsync(BulkFrameKind.HandedOver, "", cancellationToken);
                    break;
                case BulkFrameKind.Tree:
                    await receiver.ReceiveAsync(frame.Text, cancellationToken);
                    break;
                default:
                    throw new BulkException($"The bulk stream holds {frame.Kind} where a tree was expected.");
            }
        }

        RequireAll(receiver, container);
    }

    private void RequireAll(TreeReceiver receiver, ContainerRecord container)
    {
        if (!receiver.HasReceived(TreeName.Images) || !receiver.HasReceived(TreeName.Layer(container.Config.ContainerName)))
        {
            throw new BulkException("The bulk stream ended without the images or the writable layer.");
        }

        if (!Log.TryAppend(step => step == SessionStep.Parked, SessionStep.Received, "Received", "Images and files are here and verified."))
        {
            throw new BulkException($"Migration {Log.MigrationUid} was given up while its images arrived.");
        }
    }

    private static bool IsVersion4(string address) =>
        IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetwork && parsed.ToString() == address;

    // Closed before the address is there: a segment that met no socket would be answered with a reset.
    private async Task TakeAddressesAsync(string[] addresses, CancellationToken cancellationToken)
    {
        if (_link is not { Bridge.Length: > 0 } link || addresses is not [var own, ..] || own != Request.SourcePod.Ip || !addresses.All(IsVersion4))
        {
            throw new BulkException(
                $"The addresses '{string.Join(',', addresses)}' cannot be handed over: they must be IPv4 addresses, first the source pod's own '{Request.SourcePod.Ip}', and the target pod on a bridge.");
        }

        await context.Network.SetGateAsync(link.HostInterface, open: false, cancellationToken);
        foreach (var address in addresses)
        {
            context.Addresses.Record(new HandedAddress(address, Request.TargetPod.Uid, link.Bridge, "", "") { Before = context.Addresses.GivenAway(address) });
            await context.Handover.TakeAsync(link, address, cancellationToken);
        }
    }
}

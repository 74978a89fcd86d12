using PodMotion.Api.Agent;
using PodMotion.NodeAgent.Network;
using PodMotion.NodeAgent.Runtime;
using PodMotion.NodeAgent.Transfer;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>The critical section: from the freeze to the commit.</summary>
public sealed partial class SourceSession
{
    private async Task HandOverAsync(BulkConnection stream, PodLink link, string targetAddress, CancellationToken cancellationToken)
    {
        if (!KeepsConnections || Log.Plan is not { } plan)
        {
            return;
        }

        await stream.HandOverAsync(plan.Addresses, cancellationToken);
        foreach (var address in plan.Addresses)
        {
            context.Addresses.Record(new HandedAddress(address, Request.TargetPod.Uid, link.Bridge, Request.TargetNode, Request.TargetBulkEndpoint) { TargetAddress = targetAddress });
            await context.Handover.SendAwayAsync(link.Bridge, address, targetAddress, cancellationToken);
        }

        Append(SessionStep.HandedOver, "AddressHandedOver", $"Address {string.Join(", ", plan.Addresses)} leads to node '{Request.TargetNode}'.");
    }

    // Files go while CRIU dumps: nothing changes them, the pod is frozen.
    private async Task SendAsync(BulkConnection stream, ContainerRecord container, CancellationToken cancellationToken)
    {
        var started = context.TimeProvider.GetTimestamp();
        var dump = context.Checkpointer.DumpAsync(Log.MigrationUid, container.Id, Files);
        try
        {
            await SendFilesAsync(stream.Trees, container, cancellationToken);
        }
        finally
        {
            await dump;
        }

        _measured.CheckpointMs = Elapsed(started);
        _measured.CheckpointBytes = (ulong)new DirectoryInfo(Files.Images).EnumerateFiles().Sum(file => file.Length);
        Append(SessionStep.Dumped, "Dumped", $"CRIU's images are {_measured.CheckpointBytes} bytes.");
        await stream.Trees.SendAsync(TreeName.Images, Files.Images, cancellationToken);
        await stream.CompleteAsync(cancellationToken);
        _measured.TransferredBytes = (ulong)stream.Trees.SentBytes;
        _measured.TransferMs = Elapsed(started);
        Append(SessionStep.Transferred, "Transferred", $"Node '{Request.TargetNode}' has verified {_measured.TransferredBytes} bytes.");
    }

    private async Task SendFilesAsync(TreeSender trees, ContainerRecord container, CancellationToken cancellationToken)
    {
        if (OverlayMount.Find(container.RootFileSystem) is not { } root)
        {
            throw new SessionFailedException("RootNotOverlay", $"The root file system of container '{container.Config.ContainerName}' is not mounted.");
        }

        await trees.SendAsync(TreeName.Layer(container.Config.ContainerName), root.UpperDirectory, cancellationToken);
        if (container.Config.SharedMemory is { } sharedMemory)
        {
            await trees.SendAsync(TreeName.SharedMemory, sharedMemory, cancellationToken);
        }

        var volumes = context.Directories.EmptyDirs(Request.SourcePod.Uid);
        foreach (var volume in Directory.Exists(volumes) ? Directory.GetDirectories(volumes) : [])
        {
            await trees.SendAsync(TreeName.Volume(Path.GetFileName(volume)), volume, cancellationToken);
        }
    }

    private async Task RestoreAsync(AgentClient target, CancellationToken cancellationToken)
    {
        var reply = await target.RestoreAsync(Log.MigrationUid, TimeSpan.FromSeconds(Request.FreezeLimitSeconds), cancellationToken);
        _measured.RestoreMs = reply.RestoreMs;
        _measured.EstablishedAfter = KeepsConnections ? reply.EstablishedConnections : 0;
        if (_measured.EstablishedAfter != _measured.EstablishedBefore)
        {
            throw new SessionFailedException(
                "ConnectionsLost", $"The target restored {_measured.EstablishedAfter} established connections of {_measured.EstablishedBefore}.");
        }

        Append(SessionStep.Reattached, "Restored", $"Node '{Request.TargetNode}' holds the restored, stopped processes.");
    }

    private void Release(Freezer freezer)
    {
        if (!IsUnchanged() || !freezer.IsFrozen)
        {
            throw SourceChanged();
        }

        _measured.FreezeMs = Elapsed(_frozenSince);
        Append(SessionStep.Released, "Released", $"The pod belongs to node '{Request.TargetNode}'.");
    }

    private ulong Elapsed(long since) => (ulong)context.TimeProvider.GetElapsedTime(since).TotalMilliseconds;
}

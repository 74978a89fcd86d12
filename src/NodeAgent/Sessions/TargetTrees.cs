using PodMotion.NodeAgent.Runtime;
using PodMotion.NodeAgent.Transfer;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>Where the trees of a parked pod go. A writable layer is filled while its overlay is not mounted.</summary>
public sealed class TargetTrees(ProcessRunner runner, AgentDirectories directories, SessionFiles files, string podUid, ContainerRecord container) : ITreePlaces
{
    private readonly Dictionary<TreeName, OverlayMount> _unmounted = [];

    /// <inheritdoc/>
    public async Task<string?> PrepareAsync(TreeName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name switch
        {
            { Kind: "images" } => files.Images,
            { Kind: "shm" } => container.Config.SharedMemory,
            { Kind: "layer" } when name.Item == container.Config.ContainerName => await UnmountAsync(name, cancellationToken),
            { Kind: "volume" } when Directory.Exists(Path.Combine(directories.EmptyDirs(podUid), name.Item)) => Path.Combine(directories.EmptyDirs(podUid), name.Item),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public async Task FinishAsync(TreeName name, CancellationToken cancellationToken)
    {
        if (_unmounted.Remove(name, out var mount))
        {
            await runner.RequireAsync(
                new CommandLine("mount", "-t", "overlay", "overlay", "-o", mount.Options, mount.MountPoint) { WorkingDirectory = mount.SnapshotsDirectory },
                cancellationToken);
        }
    }

    private async Task<string?> UnmountAsync(TreeName name, CancellationToken cancellationToken)
    {
        if (OverlayMount.Find(container.RootFileSystem) is not { } mount)
        {
            return null;
        }

        await runner.RequireAsync(new CommandLine("umount", "--", mount.MountPoint), cancellationToken);
        _unmounted[name] = mount;
        return mount.UpperDirectory;
    }
}

namespace PodMotion.NodeAgent.Usage;

/// <summary>One mounted cgroup hierarchy.</summary>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="Root">The cgroup that the mount point shows; <c>/</c> unless only a part is mounted.</param>
/// <param name="IsUnified">True for cgroup v2.</param>
/// <param name="Controllers">The v1 controllers; empty for v2.</param>
public sealed record CgroupMount(string MountPoint, string Root, bool IsUnified, IReadOnlyList<string> Controllers)
{
    /// <summary>The folder of a cgroup, or null where this mount does not show it.</summary>
    public string? FolderOf(string cgroup)
    {
        ArgumentNullException.ThrowIfNull(cgroup);
        var root = Root.TrimEnd('/');
        var path = cgroup.TrimEnd('/');
        if (path != root && !path.StartsWith(root + "/", StringComparison.Ordinal))
        {
            return null;
        }

        return MountPoint.TrimEnd('/') + path[root.Length..];
    }
}

using System.Text.RegularExpressions;

namespace PodMotion.NodeAgent.Usage;

/// <summary>Finds the cgroups of the node's pods, as kubelet names them with the cgroupfs or the systemd driver.</summary>
public static partial class PodCgroups
{
    private static readonly string[] Parents =
    [
        "kubepods",
        "kubepods/burstable",
        "kubepods/besteffort",
        "kubepods.slice",
        "kubepods.slice/kubepods-burstable.slice",
        "kubepods.slice/kubepods-besteffort.slice",
    ];

    /// <summary>Each pod's UID and cgroup. Folders that are not there are passed over.</summary>
    public static IEnumerable<(string Uid, string Cgroup)> Find(CgroupCounters counters, string nodeCgroup)
    {
        ArgumentNullException.ThrowIfNull(counters);
        ArgumentNullException.ThrowIfNull(nodeCgroup);
        foreach (var parent in Parents)
        {
            var cgroup = $"{nodeCgroup.TrimEnd('/')}/{parent}";
            foreach (var name in FoldersIn(counters.FolderOf(cgroup)))
            {
                if (UidOf(name) is { } uid)
                {
                    yield return (uid, $"{cgroup}/{name}");
                }
            }
        }
    }

    /// <summary>The UID in a cgroup's last name, or null where it is no pod's.</summary>
    public static string? UidOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var match = PodName().Match(name);
        return match.Success ? match.Groups["uid"].Value.Replace('_', '-') : null;
    }

    private static List<string> FoldersIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))];
        }
        catch (DirectoryNotFoundException)
        {
            // The other driver's name, or no pod of this class.
            return [];
        }
    }

    // A static pod's UID is a hash of 32 digits without dashes.
    [GeneratedRegex(@"^(?:pod(?<uid>[0-9a-f-]{32,36})|kubepods(?:-burstable|-besteffort)?-pod(?<uid>[0-9a-f_]{32,36})\.slice)$", RegexOptions.ExplicitCapture)]
    private static partial Regex PodName();
}

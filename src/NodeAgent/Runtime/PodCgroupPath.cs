using System.Text.RegularExpressions;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>A container's linux.cgroupsPath, of which kubelet alone decides the pod's part.</summary>
public static partial class PodCgroupPath
{
    /// <summary>The pod's UID; null where the path is no pod's. Both cgroup drivers' forms are understood.</summary>
    public static string? PodUid(string cgroupsPath)
    {
        if (Cgroupfs().Match(cgroupsPath) is { Success: true } plain)
        {
            return plain.Groups["uid"].Value;
        }

        return Systemd().Match(cgroupsPath) is { Success: true } slice ? slice.Groups["uid"].Value.Replace('_', '-') : null;
    }

    [GeneratedRegex("/pod(?<uid>[0-9a-fA-F-]{1,64})/[^/:]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Cgroupfs();

    [GeneratedRegex("^[^:]*-pod(?<uid>[0-9a-fA-F_-]{1,64})\\.slice:[^:]+:[^:]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Systemd();
}

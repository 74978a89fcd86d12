namespace PodMotion.NodeAgent.Usage;

/// <summary>Reads /proc/self/mountinfo for cgroup hierarchies; knows which one carries a controller, on hybrid machines too.</summary>
public static class CgroupMounts
{
    /// <summary>Every cgroup mount in the order of mounting.</summary>
    public static IReadOnlyList<CgroupMount> Parse(string mountInfo)
    {
        ArgumentNullException.ThrowIfNull(mountInfo);
        return [.. mountInfo.Split('\n').Select(ParseLine).OfType<CgroupMount>()];
    }

    /// <summary>
    /// The mount where a cgroup's files of a controller are: a v1 mount of the controller goes before v2, because a controller
    /// that is on v1 is absent from v2. Null where no mount shows the cgroup.
    /// </summary>
    public static CgroupMount? Find(IReadOnlyList<CgroupMount> mounts, string controller, string cgroup)
    {
        ArgumentNullException.ThrowIfNull(mounts);
        // A later mount may cover an earlier one at the same place.
        var candidates = mounts.Where(mount => mount.FolderOf(cgroup) is not null).Reverse().ToList();
        return candidates.Find(mount => mount.Controllers.Contains(controller)) ?? candidates.Find(mount => mount.IsUnified);
    }

    // id parent major:minor root mountpoint options [optional…] - type source superoptions
    private static CgroupMount? ParseLine(string line)
    {
        var fields = line.Split(' ');
        var dash = Array.IndexOf(fields, "-", startIndex: Math.Min(6, fields.Length));
        if (dash < 0 || fields.Length < dash + 4)
        {
            return null;
        }

        var type = fields[dash + 1];
        if (type is not ("cgroup" or "cgroup2"))
        {
            return null;
        }

        var isUnified = type == "cgroup2";
        var controllers = isUnified ? [] : fields[dash + 3].Split(',');
        return new CgroupMount(Unescape(fields[4]), Unescape(fields[3]), isUnified, controllers);
    }

    private static string Unescape(string path)
    {
        return path.Replace("\\040", " ", StringComparison.Ordinal)
            .Replace("\\011", "\t", StringComparison.Ordinal)
            .Replace("\\012", "\n", StringComparison.Ordinal)
            .Replace("\\134", "\\", StringComparison.Ordinal);
    }
}

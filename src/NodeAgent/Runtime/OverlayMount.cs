using System.Text;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>A mounted overlay file system: a container's root.</summary>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="UpperDirectory">The writable layer.</param>
/// <param name="Options">The options to mount it again with.</param>
public sealed record OverlayMount(string MountPoint, string UpperDirectory, string Options)
{
    /// <summary>Where relative lower directories begin: containerd shortens long options that way.</summary>
    public string SnapshotsDirectory => Path.GetDirectoryName(Path.GetDirectoryName(UpperDirectory)) ?? "/";

    /// <summary>The overlay at a mount point; null where there is none.</summary>
    public static OverlayMount? Find(string mountPoint) => Parse(File.ReadAllText("/proc/self/mountinfo"), mountPoint);

    /// <summary>Parses mountinfo; of several mounts on one point the last is the visible one.</summary>
    public static OverlayMount? Parse(string mountInfo, string mountPoint)
    {
        ArgumentNullException.ThrowIfNull(mountInfo);
        return mountInfo.Split('\n').Select(line => ParseLine(line, mountPoint)).LastOrDefault(mount => mount is not null);
    }

    private static OverlayMount? ParseLine(string line, string mountPoint)
    {
        var fields = line.Split(' ');
        var separator = Array.IndexOf(fields, "-");
        if (separator < 6 || fields.Length < separator + 4 || Unescape(fields[4]) != mountPoint || fields[separator + 1] != "overlay")
        {
            return null;
        }

        var options = Unescape(fields[separator + 3]);
        var upper = options.Split(',').FirstOrDefault(option => option.StartsWith("upperdir=", StringComparison.Ordinal));
        return upper is null ? null : new OverlayMount(mountPoint, upper["upperdir=".Length..], options);
    }

    // The kernel writes blank, tab, newline and backslash as three octal digits.
    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var octal = text[i] == '\\' && i + 3 < text.Length && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0;
            result.Append(octal ? (char)Convert.ToInt32(text.Substring(i + 1, 3), 8) : text[i]);
            i += octal ? 3 : 0;
        }

        return result.ToString();
    }
}

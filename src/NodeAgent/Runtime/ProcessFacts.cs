using System.Globalization;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>What /proc says of one process; null or false once it is gone.</summary>
public static class ProcessFacts
{
    private const int StartTimeField = 19; // of the fields after the command's name, which may hold anything

    /// <summary>The kernel's start time of a live process, which tells a process from a later one with the same ID.</summary>
    public static ulong? StartTicks(int processId) =>
        ReadText($"/proc/{processId}/stat") is { } stat ? ParseStartTicks(stat) : null;

    /// <summary>Whether someone has told the process to die, which a frozen process cannot do yet.</summary>
    public static bool HasPendingKill(int processId) =>
        ReadText($"/proc/{processId}/status") is { } status && ParsePendingKill(status);

    /// <summary>Parses /proc/PID/stat; null for a zombie.</summary>
    public static ulong? ParseStartTicks(string stat)
    {
        ArgumentNullException.ThrowIfNull(stat);
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > StartTimeField && fields[0] is not ("Z" or "X")
            ? ulong.Parse(fields[StartTimeField], CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Parses the signal masks of /proc/PID/status.</summary>
    public static bool ParsePendingKill(string status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.Split('\n')
            .Where(line => line.StartsWith("SigPnd:", StringComparison.Ordinal) || line.StartsWith("ShdPnd:", StringComparison.Ordinal))
            .Select(line => ulong.Parse(line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .Any(mask => (mask & (1UL << (Native.SigKill - 1))) != 0);
    }

    private static string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

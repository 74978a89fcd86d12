using System.Globalization;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>A container's freezer cgroup, version 1 or 2. Freezing is what the kernel does; nothing runs in between.</summary>
/// <param name="Directory">The cgroup's folder.</param>
/// <param name="IsUnified">True for version 2.</param>
public sealed record Freezer(string Directory, bool IsUnified)
{
    private const string Root = "/sys/fs/cgroup";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(1);

    /// <summary>Whether the cgroup still exists.</summary>
    public bool Exists => System.IO.Directory.Exists(Directory);

    /// <summary>Whether every process in it is frozen.</summary>
    public bool IsFrozen => IsUnified
        ? File.ReadAllText(Path.Combine(Directory, "cgroup.events")).Contains("frozen 1", StringComparison.Ordinal)
        : File.ReadAllText(Path.Combine(Directory, "freezer.state")).Trim() == "FROZEN";

    /// <summary>The processes in the cgroup and below, in the agent's PID namespace. Empty where it is gone.</summary>
    public IReadOnlyList<int> Processes
    {
        get
        {
            try
            {
                return [.. System.IO.Directory.EnumerateFiles(Directory, "cgroup.procs", SearchOption.AllDirectories)
                    .SelectMany(File.ReadAllLines).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Where(pid => pid > 1)];
            }
            catch (IOException) when (!Exists)
            {
                return [];
            }
        }
    }

    /// <summary>The freezer of a process; null where the process is gone or has none of its own.</summary>
    public static Freezer? Of(int processId)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{processId}/cgroup"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Parses /proc/PID/cgroup: version 1's freezer goes before the unified hierarchy.</summary>
    public static Freezer? Parse(string cgroups)
    {
        ArgumentNullException.ThrowIfNull(cgroups);
        var lines = cgroups.Split('\n').Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3).ToList();
        if (lines.FirstOrDefault(parts => parts[1].Split(',').Contains("freezer")) is { } v1)
        {
            return v1[2] == "/" ? null : new Freezer(Root + "/freezer" + v1[2], IsUnified: false);
        }

        return lines.FirstOrDefault(parts => parts[0] == "0" && parts[1].Length == 0) is { } v2 && v2[2] != "/"
            ? new Freezer(Root + v2[2], IsUnified: true)
            : null;
    }

    /// <summary>Freezes and waits until the kernel says so.</summary>
    /// <exception cref="OperationCanceledException">The token fired first; the caller thaws.</exception>
    public async Task FreezeAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Write(frozen: true);
        while (!IsFrozen)
        {
            await Task.Delay(Poll, timeProvider, cancellationToken);
        }
    }

    /// <summary>Lets everything in the cgroup run. A cgroup that is gone is no error.</summary>
    public void Thaw()
    {
        try
        {
            Write(frozen: false);
        }
        catch (IOException) when (!Exists)
        {
            // Its last process is gone: nothing is left to run.
        }
    }

    /// <summary>Sends a signal to every process.</summary>
    public void SignalAll(int signal)
    {
        foreach (var process in Processes)
        {
            Native.Signal(process, signal);
        }
    }

    private void Write(bool frozen) => File.WriteAllText(
        Path.Combine(Directory, IsUnified ? "cgroup.freeze" : "freezer.state"),
        IsUnified ? frozen ? "1" : "0" : frozen ? "FROZEN" : "THAWED");
}

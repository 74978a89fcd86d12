using System.Diagnostics;
using System.Globalization;

namespace PodMotion.EndToEnd.Harness;

/// <summary>The processes of this machine, on which both nodes run, from /proc.</summary>
internal static class HostProcesses
{
    public const string FreezerRoot = "/sys/fs/cgroup/freezer";

    /// <summary>The processes of these pods, dead or alive.</summary>
    public static IReadOnlyList<PodProcess> OfPods(IReadOnlyCollection<string> podUids) =>
        [.. All().Select(id => Describe(id, podUids)).OfType<PodProcess>()];

    /// <summary>The children of a process.</summary>
    public static IReadOnlyList<int> ChildrenOf(int id) =>
        [.. (Read($"/proc/{id}/task/{id}/children") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    /// <summary>The words that a process was started with; empty for one that is gone.</summary>
    public static string CommandLineOf(int id) => (Read($"/proc/{id}/cmdline") ?? "").Replace('\0', ' ');

    /// <summary>The processes whose command line holds <paramref name="part"/> and that share the process IDs of <paramref name="member"/>.</summary>
    public static IReadOnlyList<int> Like(string part, int member)
    {
        var space = Link($"/proc/{member}/ns/pid");
        return [.. All().Where(id => CommandLineOf(id).Contains(part, StringComparison.Ordinal) && Link($"/proc/{id}/ns/pid") == space)];
    }

    /// <summary>Sends a signal, such as KILL or STOP; a process that is gone is no error.</summary>
    public static void Signal(int id, string signal) => Run("kill", "-s", signal, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Runs a program to its end and returns its exit code.</summary>
    public static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"'{program}' could not be started.");
        process.WaitForExit();
        return process.ExitCode;
    }

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<int> All() =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])).Select(name => Number(name!));

    private static PodProcess? Describe(int id, IReadOnlyCollection<string> podUids)
    {
        var freezer = Read($"/proc/{id}/cgroup")?.Split('\n').FirstOrDefault(line => line.Contains(":freezer:", StringComparison.Ordinal));
        var uid = freezer is null ? null : podUids.FirstOrDefault(pod => freezer.Contains($"/pod{pod}/", StringComparison.Ordinal));
        if (uid is null || Read($"/proc/{id}/stat") is not { } stat)
        {
            return null;
        }

        var state = Read(FreezerRoot + freezer!.Split(':', 3)[2] + "/freezer.state");
        var end = stat.LastIndexOf(')');
        return new(id, uid, stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end], stat[end + 2], state?.TrimEnd() is "FROZEN" or "FREEZING");
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

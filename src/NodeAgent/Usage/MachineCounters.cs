using System.Globalization;

namespace PodMotion.NodeAgent.Usage;

/// <summary>The counters of the whole machine, for the root of cgroup v2, which has none of its own.</summary>
internal static class MachineCounters
{
    // USER_HZ, part of the kernel's interface on every architecture that .NET runs on.
    private const long TicksPerClockTick = TimeSpan.TicksPerSecond / 100;
    private const ulong BytesPerKib = 1024;

    /// <summary>User, nice, system, irq, softirq and steal time of all CPUs; idle and waiting for disks is not use, guest time is in user time.</summary>
    public static TimeSpan CpuTime(string fileSystemRoot)
    {
        var path = Path.Join(fileSystemRoot, "/proc/stat");
        var fields = File.ReadLines(path).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields[0] != "cpu" || fields.Length < 9)
        {
            throw new InvalidDataException($"'{path}' begins with '{fields[0]}' and has {fields.Length} fields there; 'cpu' and at least 9 are expected. The usage is not sampled.");
        }

        int[] used = [1, 2, 3, 6, 7, 8];
        return TimeSpan.FromTicks(used.Sum(index => long.Parse(fields[index], CultureInfo.InvariantCulture)) * TicksPerClockTick);
    }

    /// <summary>All memory but the free one and inactive file pages, as kubelet counts it.</summary>
    public static ulong MemoryWorkingSetBytes(string fileSystemRoot)
    {
        var path = Path.Join(fileSystemRoot, "/proc/meminfo");
        var total = KernelFile.ReadKey(path, "MemTotal");
        var droppable = KernelFile.ReadKey(path, "MemFree") + KernelFile.ReadKey(path, "Inactive(file)");
        return total > droppable ? (total - droppable) * BytesPerKib : 0;
    }
}

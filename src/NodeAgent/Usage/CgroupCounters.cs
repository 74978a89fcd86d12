namespace PodMotion.NodeAgent.Usage;

/// <summary>Reads the counters of any cgroup below the node's, v1 or v2, each controller from where it is mounted.</summary>
public sealed class CgroupCounters
{
    private const string CpuController = "cpuacct";
    private const string MemoryController = "memory";

    private readonly string _fileSystemRoot;
    private readonly CgroupMount _cpu;
    private readonly CgroupMount _memory;

    private CgroupCounters(string fileSystemRoot, CgroupMount cpu, CgroupMount memory)
    {
        _fileSystemRoot = fileSystemRoot;
        _cpu = cpu;
        _memory = memory;
    }

    /// <summary>Finds the hierarchies that show the node's cgroup.</summary>
    /// <exception cref="InvalidOperationException">No mounted hierarchy shows it.</exception>
    public static CgroupCounters Open(string fileSystemRoot, string nodeCgroup)
    {
        var mounts = CgroupMounts.Parse(File.ReadAllText(Path.Join(fileSystemRoot, "/proc/self/mountinfo")));
        return new CgroupCounters(fileSystemRoot, Mount(mounts, CpuController, nodeCgroup), Mount(mounts, MemoryController, nodeCgroup));
    }

    /// <summary>The folder of a cgroup in the memory hierarchy, where every pod has one.</summary>
    public string FolderOf(string cgroup) => Folder(_memory, cgroup);

    /// <summary>The counters of a cgroup.</summary>
    /// <exception cref="IOException">The cgroup is not there, or went while it was read.</exception>
    /// <exception cref="InvalidDataException">A file has not the form of the kernel's.</exception>
    public CgroupReading Read(string cgroup) => new(ReadCpu(cgroup), ReadMemory(cgroup));

    private static CgroupMount Mount(IReadOnlyList<CgroupMount> mounts, string controller, string nodeCgroup)
    {
        return CgroupMounts.Find(mounts, controller, nodeCgroup) ?? throw new InvalidOperationException(
            $"No mounted cgroup hierarchy with '{controller}' shows the node's cgroup '{nodeCgroup}'; the agent needs it to read usage and does not start.");
    }

    private TimeSpan ReadCpu(string cgroup)
    {
        var folder = Folder(_cpu, cgroup);
        if (!_cpu.IsUnified)
        {
            return TimeSpan.FromTicks((long)(KernelFile.ReadNumber(Path.Join(folder, "cpuacct.usage")) / TimeSpan.NanosecondsPerTick));
        }

        // The root of v2 has a cpu.stat on newer kernels only.
        return IsUnifiedRoot(_cpu, cgroup)
            ? MachineCounters.CpuTime(_fileSystemRoot)
            : TimeSpan.FromMicroseconds(KernelFile.ReadKey(Path.Join(folder, "cpu.stat"), "usage_usec"));
    }

    private ulong ReadMemory(string cgroup)
    {
        if (IsUnifiedRoot(_memory, cgroup))
        {
            return MachineCounters.MemoryWorkingSetBytes(_fileSystemRoot);
        }

        var folder = Folder(_memory, cgroup);
        var (usage, inactive) = _memory.IsUnified ? ("memory.current", "inactive_file") : ("memory.usage_in_bytes", "total_inactive_file");
        var used = KernelFile.ReadNumber(Path.Join(folder, usage));
        var droppable = KernelFile.ReadKey(Path.Join(folder, "memory.stat"), inactive);
        // The two files are not read at the same moment.
        return used > droppable ? used - droppable : 0;
    }

    private static bool IsUnifiedRoot(CgroupMount mount, string cgroup) => mount.IsUnified && cgroup == "/";

    private string Folder(CgroupMount mount, string cgroup)
    {
        var folder = mount.FolderOf(cgroup) ?? throw new InvalidOperationException($"The mount '{mount.MountPoint}' does not show the cgroup '{cgroup}'.");
        return Path.Join(_fileSystemRoot, folder);
    }
}

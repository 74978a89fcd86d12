namespace PodMotion.NodeAgent.Tests.Usage;

/// <summary>A folder with the files of /proc and cgroups.</summary>
internal sealed class FakeMachine : IDisposable
{
    public const string V1Mounts =
        """
        24 23 0:22 / /proc rw,relatime - proc proc rw
        33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,relatime shared:9 - cgroup cgroup rw,cpu,cpuacct
        35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """;

    public const string V2Mounts = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";

    public FakeMachine(string mounts)
    {
        Root = Directory.CreateTempSubdirectory("podmotion-usage-").FullName;
        Write("/proc/self/mountinfo", mounts);
    }

    public string Root { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public void Write(string path, string text)
    {
        var file = Path.Join(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Delete(string path) => File.Delete(Path.Join(Root, path));

    public void WriteV1(string cgroup, long cpuMilliseconds, long memory, long inactive)
    {
        Write($"/sys/fs/cgroup/cpu,cpuacct{cgroup}/cpuacct.usage", $"{cpuMilliseconds * 1_000_000}\n");
        Write($"/sys/fs/cgroup/memory{cgroup}/memory.usage_in_bytes", $"{memory}\n");
        Write($"/sys/fs/cgroup/memory{cgroup}/memory.stat", $"inactive_file 7\ntotal_inactive_file_other 8\ntotal_inactive_file {inactive}\n");
    }

    public void WriteV2(string cgroup, long cpuMilliseconds, long memory, long inactive)
    {
        Write($"/sys/fs/cgroup{cgroup}/cpu.stat", $"usage_usec {cpuMilliseconds * 1000}\nuser_usec 1\nsystem_usec 2\n");
        Write($"/sys/fs/cgroup{cgroup}/memory.current", $"{memory}\n");
        Write($"/sys/fs/cgroup{cgroup}/memory.stat", $"anon 5\ninactive_file {inactive}\nactive_file 9\n");
    }

    public void WriteProc(long busyClockTicks)
    {
        Write("/proc/stat", $"cpu  {busyClockTicks} 0 0 900000 5000 0 0 0 100 0\ncpu0 1 2 3 4 5 6 7 8 9 10\n");
        Write("/proc/meminfo", "MemTotal:       1000 kB\nMemFree:         300 kB\nInactive:        250 kB\nInactive(file):  200 kB\n");
    }
}

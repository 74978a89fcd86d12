using PodMotion.NodeAgent.Usage;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Usage;

public sealed class CgroupMountsTests
{
    [Theory]
    [InlineData("cpuacct", "/sys/fs/cgroup/cpu,cpuacct")]
    [InlineData("memory", "/sys/fs/cgroup/memory")]
    [InlineData("io", "/sys/fs/cgroup/unified")]
    public void Find_HybridMachine_ChoosesByController(string controller, string expected)
    {
        Assert.Equal(expected, CgroupMounts.Find(CgroupMounts.Parse(FakeMachine.V1Mounts), controller, "/k8r/worker-1")?.MountPoint);
    }

    [Fact]
    public void Find_OnlyAnotherPartIsMounted_GivesNull()
    {
        var mounts = CgroupMounts.Parse("30 23 0:26 /k8r/worker-2 /sys/fs/cgroup rw - cgroup2 cgroup2 rw");

        Assert.Null(CgroupMounts.Find(mounts, "memory", "/k8r/worker-1"));
        Assert.Null(CgroupMounts.Find(mounts, "memory", "/k8r/worker-22"));
    }

    [Fact]
    public void FolderOf_PartIsMounted_IsRelativeToIt()
    {
        var mount = Assert.Single(CgroupMounts.Parse(@"30 23 0:26 /k8r/worker-2 /sys/fs\040cgroup rw shared:1 master:2 - cgroup2 none rw"));

        Assert.Equal("/sys/fs cgroup/kubepods", mount.FolderOf("/k8r/worker-2/kubepods"));
        Assert.Equal("/sys/fs cgroup", mount.FolderOf("/k8r/worker-2"));
    }

    [Fact]
    public void Find_TwoMountsOfAController_TakesTheLaterOne()
    {
        var mounts = CgroupMounts.Parse("1 0 0:1 / /a rw - cgroup cgroup rw,memory\n2 0 0:1 / /b rw - cgroup cgroup rw,memory\n");

        Assert.Equal("/b", CgroupMounts.Find(mounts, "memory", "/")?.MountPoint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30 23 0:26 / /proc rw - proc proc rw")]
    [InlineData("30 23 0:26 / /sys/fs/cgroup rw -")]
    public void Parse_OtherLines_PassesThemOver(string mountInfo)
    {
        Assert.Empty(CgroupMounts.Parse(mountInfo));
    }
}

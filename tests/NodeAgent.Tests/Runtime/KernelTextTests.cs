using PodMotion.NodeAgent.Runtime;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Runtime;

public sealed class KernelTextTests
{
    private const string Root = "/run/containerd/io.containerd.runtime.v2.task/k8s.io/abc/rootfs";
    private const string MountLine = "249 144 0:105 / " + Root + " rw,relatime shared:106 - overlay overlay rw,lowerdir=/s/1/fs,upperdir=/s/6/fs,workdir=/s/6/work";

    [Theory]
    [InlineData("/k8r/worker-1/kubepods/besteffort/pod7bcbe041-0d7d-41ae-bf4f-2591040d31ec/8beed441", "7bcbe041-0d7d-41ae-bf4f-2591040d31ec")]
    [InlineData("kubepods-besteffort-pod7bcbe041_0d7d_41ae_bf4f_2591040d31ec.slice:cri-containerd:8beed441", "7bcbe041-0d7d-41ae-bf4f-2591040d31ec")]
    [InlineData("/kubepods/pod..%2f/8beed441", null)]
    [InlineData("/kubepods/besteffort/8beed441", null)]
    [InlineData("", null)]
    public void PodUid_CgroupPath_IsTheOneThatKubeletMade(string path, string? expected) => Assert.Equal(expected, PodCgroupPath.PodUid(path));

    [Theory]
    [InlineData("9:name=systemd:/x\n6:freezer:/k8r/pod1/abc\n0::/\n", "/sys/fs/cgroup/freezer/k8r/pod1/abc", false)]
    [InlineData("0::/kubepods.slice/pod1/abc\n", "/sys/fs/cgroup/kubepods.slice/pod1/abc", true)]
    public void ParseFreezer_BothVersions_FindsTheContainersOwn(string text, string folder, bool unified) =>
        Assert.Equal(new Freezer(folder, unified), Freezer.Parse(text));

    [Theory]
    [InlineData("6:freezer:/\n0::/\n")]
    [InlineData("0::/\n")]
    [InlineData("")]
    public void ParseFreezer_RootCgroup_IsNoneToFreeze(string text) => Assert.Null(Freezer.Parse(text));

    [Fact]
    public void ParseMounts_Overlay_HasItsUpperFolderAndOptions()
    {
        var mount = OverlayMount.Parse("1 1 8:1 / / rw - ext4 /dev/sda rw\n" + MountLine + "\n", Root);

        Assert.Equal("/s/6/fs", mount?.UpperDirectory);
        Assert.Equal("/s", mount?.SnapshotsDirectory);
        Assert.Equal("rw,lowerdir=/s/1/fs,upperdir=/s/6/fs,workdir=/s/6/work", mount?.Options);
    }

    [Fact]
    public void ParseMounts_EscapedBlank_IsUndone() =>
        Assert.Equal("/s/6 b/fs", OverlayMount.Parse(MountLine.Replace("/s/6/fs", "/s/6\\040b/fs", StringComparison.Ordinal), Root)?.UpperDirectory);

    [Fact]
    public void ParseMounts_OtherMountPointOrFileSystem_IsNull()
    {
        Assert.Null(OverlayMount.Parse(MountLine, "/elsewhere"));
        Assert.Null(OverlayMount.Parse(MountLine.Replace("- overlay", "- tmpfs", StringComparison.Ordinal), Root));
    }

    [Fact]
    public void ParseStartTicks_NameWithBlanksAndBrackets_IsRead()
    {
        var rest = string.Join(' ', Enumerable.Range(4, 18));
        Assert.Equal(99UL, ProcessFacts.ParseStartTicks($"7 (a) (b) S {rest} 99"));
        Assert.Null(ProcessFacts.ParseStartTicks($"7 (dead) Z {rest} 99"));
    }

    [Theory]
    [InlineData("SigPnd:\t0000000000000100\nShdPnd:\t0000000000000000\n", true)]
    [InlineData("SigPnd:\t0000000000000000\nShdPnd:\t0000000000000100\n", true)]
    [InlineData("SigPnd:\t0000000000000080\nShdPnd:\t0000000000000200\n", false)]
    public void ParsePendingKill_Masks_SeesSignalNineOnly(string status, bool expected) => Assert.Equal(expected, ProcessFacts.ParsePendingKill(status));

    [Fact]
    public void FirstErrors_CriuLog_AreThoseThatMeanSomething() =>
        Assert.Equal(
            "sk-inet.c: Connected TCP socket; Dumping FAILED.",
            CriuLog.FirstErrors(
            [
                "(00.044359) Error (criu/util.c:1534): rlimit: Can't setup RLIMIT_NOFILE for self: Operation not permitted",
                "(00.05) Handling VMA",
                "(00.06) Error (criu/sk-inet.c:191): sk-inet.c: Connected TCP socket",
                "(00.07) Error (criu/cr-dump.c:2111): Dumping FAILED.",
                "(00.08) Error (criu/x.c:1): more",
            ]));

    [Fact]
    public void ParseBundle_ContainersConfig_HasWhatTheAgentNeeds()
    {
        var config = BundleConfig.Parse("""
            {"annotations":{"io.kubernetes.cri.container-type":"container","io.kubernetes.cri.container-name":"app"},
             "process":{"terminal":true},
             "mounts":[{"destination":"/dev/shm","type":"bind","source":"/run/shm"}],
             "linux":{"cgroupsPath":"/kubepods/poda1-b2/c3","namespaces":[{"type":"pid"},{"type":"network","path":"/proc/291/ns/net"}]}}
            """);

        Assert.Equal(new BundleConfig("a1-b2", "app", IsSandbox: false, "/run/shm", 291, HasTerminal: true), config);
        Assert.Null(BundleConfig.Parse("""{"linux":{"cgroupsPath":"/user.slice"}}"""));
    }
}

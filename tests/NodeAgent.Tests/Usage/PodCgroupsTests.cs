using PodMotion.NodeAgent.Usage;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Usage;

public sealed class PodCgroupsTests
{
    private const string Uid = "0a1b2c3d-1111-2222-3333-444455556666";

    [Theory]
    [InlineData("pod0a1b2c3d-1111-2222-3333-444455556666", Uid)]
    [InlineData("kubepods-pod0a1b2c3d_1111_2222_3333_444455556666.slice", Uid)]
    [InlineData("kubepods-burstable-pod0a1b2c3d_1111_2222_3333_444455556666.slice", Uid)]
    [InlineData("kubepods-besteffort-pod0a1b2c3d_1111_2222_3333_444455556666.slice", Uid)]
    [InlineData("pod0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef")]
    [InlineData("burstable", null)]
    [InlineData("pod..", null)]
    [InlineData("kubepods-burstable.slice", null)]
    [InlineData("kubepods-other-pod0a1b2c3d_1111_2222_3333_444455556666.slice", null)]
    public void UidOf_Name_GivesTheUidOrNull(string name, string? expected)
    {
        Assert.Equal(expected, PodCgroups.UidOf(name));
    }

    [Theory]
    [InlineData("kubepods/pod0a1b2c3d-1111-2222-3333-444455556666")]
    [InlineData("kubepods/burstable/pod0a1b2c3d-1111-2222-3333-444455556666")]
    [InlineData("kubepods/besteffort/pod0a1b2c3d-1111-2222-3333-444455556666")]
    [InlineData("kubepods.slice/kubepods-pod0a1b2c3d_1111_2222_3333_444455556666.slice")]
    [InlineData("kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b2c3d_1111_2222_3333_444455556666.slice")]
    [InlineData("kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod0a1b2c3d_1111_2222_3333_444455556666.slice")]
    public void Find_PodOfEitherDriver_IsFoundOnce(string cgroup)
    {
        using var machine = new FakeMachine(FakeMachine.V2Mounts);
        machine.WriteV2($"/node/{cgroup}", 1, 2, 1);
        var counters = CgroupCounters.Open(machine.Root, "/node");

        Assert.Equal((Uid, $"/node/{cgroup}"), Assert.Single(PodCgroups.Find(counters, "/node")));
    }
}

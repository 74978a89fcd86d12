using PodMotion.NodeAgent.Network;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Network;

public sealed class PodNetworkTests
{
    private const string Inside = "2: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 qdisc noqueue state UP \\    link/ether 7a:00";
    private const string Addresses = "2: eth0    inet 10.244.1.2/24 brd 10.244.1.255 scope global eth0\n2: eth0    inet 10.244.2.9/32 scope global eth0\n";
    private const string Outside = "1: lo: <LOOPBACK,UP>\n5: veth506f04ea@if2: <BROADCAST,UP> mtu 1450 qdisc noqueue master cni0 state UP \\    link/ether 1a:00\n15: veth1@if2: <UP>\n";

    [Fact]
    public void Parse_BridgedPod_FindsItsLink() =>
        Assert.Equal(new PodLink(7, "veth506f04ea", "cni0", "10.244.1.2"), PodNetwork.Parse(7, Inside, Addresses, Outside));

    [Fact]
    public void Parse_RoutedPod_HasNoBridge() =>
        Assert.Equal("", PodNetwork.Parse(7, Inside, Addresses, Outside.Replace(" master cni0", "", StringComparison.Ordinal))?.Bridge);

    [Theory]
    [InlineData("", Addresses, Outside)]
    [InlineData(Inside, "", Outside)]
    [InlineData(Inside, Addresses, "15: veth1@if2: <UP>\n")]
    public void Parse_PartMissing_IsNull(string inside, string addresses, string outside) =>
        Assert.Null(PodNetwork.Parse(7, inside, addresses, outside));
}

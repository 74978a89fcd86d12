using PodMotion.NodeAgent.Network;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Network;

public sealed class SocketInventoryTests
{
    private const string Listening = "   0: 00000000:1B58 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0";
    private const string Established = "   1: 0401F40A:1B58 01007B0A:C001 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1";
    private const string Loopback = "   2: 0100007F:1F90 0100007F:C002 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 20 4 30 10 -1";
    private const string TimeWait = "   3: 0401F40A:1B58 0100007F:C003 06 00000000:00000000 03:00000000 00000000     0        0 0 3 0";
    private const string Mapped = "   0: 0000000000000000FFFF00000401F40A:1B58 0000000000000000FFFF00000100007B:C004 01 00000000:00000000 00:00000000 00000000 0 0 4 1 0";
    private const string Version6 = "   0: B80D0120000000000000000001000000:1B58 B80D0120000000000000000002000000:C005 01 00000000:00000000 00:00000000 00000000 0 0 5 1 0";

    [Fact]
    public void Parse_AllKinds_CountsEstablishedAndListening()
    {
        var sockets = SocketInventory.Parse([Listening, Established, Loopback, TimeWait, Mapped]);

        Assert.Equal((3, 1), (sockets.Established, sockets.Listening));
        Assert.Equal(["10.244.1.4"], sockets.LocalAddresses.Select(address => address.ToString()));
    }

    [Fact]
    public void Parse_ListeningWithAQueue_CountsWhatIsNotAcceptedYet() =>
        Assert.Equal(3, SocketInventory.Parse([Listening.Replace("00000000:00000000", "00000000:00000003", StringComparison.Ordinal), Established]).Waiting);

    [Fact]
    public void WhyNotKept_OwnAddressAndLoopbackOnly_IsNull() =>
        Assert.Null(SocketInventory.Parse([Established, Loopback, Mapped]).WhyNotKept(["10.244.2.9", "10.244.1.4"]));

    [Theory]
    [InlineData(Established, "10.244.9.9", "10.244.1.4")]
    [InlineData(Version6, "10.244.1.4", "2001:db8::1")]
    public void WhyNotKept_ConnectionOfAnotherAddress_NamesIt(string line, string podAddress, string named) =>
        Assert.Contains(named, SocketInventory.Parse([line]).WhyNotKept([podAddress]), StringComparison.Ordinal);
}

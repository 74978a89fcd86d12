using Microsoft.Extensions.Options;
using PodMotion.NodeAgent.Configuration;
using PodMotion.NodeAgent.Sessions;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Sessions;

public sealed class AgentDirectoriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_FolderOfARunningAgent_IsRefused()
    {
        using var first = Open();

        var error = Assert.Throws<InvalidOperationException>(Open);

        Assert.Contains("in use by another agent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fences_RaisedAndLowered_AreFilesNamedAsThePod()
    {
        using var directories = Open();
        var fences = new Fences(directories);

        fences.Raise("pod-1", "migration-1");
        Assert.Equal("migration-1", fences.Owner("pod-1"));
        Assert.True(File.Exists(_folder.Join("state", "fences", "pod-1")));

        fences.Lower("pod-1");
        Assert.Null(fences.Owner("pod-1"));
    }

    [Fact]
    public void Tickets_IssuedAndSpent_AreFilesNamedAsTheContainer()
    {
        using var directories = Open();
        var tickets = new Tickets(directories);

        tickets.Issue("pod-1", ["app"], "migration-1");
        Assert.True(File.Exists(_folder.Join("state", "tickets", "pod-1", "app")));

        tickets.Spend("pod-1");
        Assert.Empty(tickets.Pods());
    }

    [Fact]
    public void InstanceId_StateFolderKept_StaysTheSame()
    {
        using var directories = Open();
        var first = new InstanceId(directories).Value;

        Assert.Equal(first, new InstanceId(directories).Value);
        File.Delete(directories.InstanceId);
        Assert.NotEqual(first, new InstanceId(directories).Value);
    }

    [Fact]
    public void HandedAddresses_TakenAndGivenAway_AreKnownUntilRemoved()
    {
        using var directories = Open();
        var addresses = new HandedAddresses(directories);
        var taken = new HandedAddress("10.244.1.4", "pod-1", "cni0", "", "");
        var given = new HandedAddress("10.244.1.5", "pod-2", "cni0", "n2", "10.0.0.2:9444");

        addresses.Record(taken);
        addresses.Record(given);
        File.WriteAllText(Path.Combine(directories.Addresses, "10.244.1.6"), "{\"Addr");

        Assert.Equal([taken, given], addresses.All().OrderBy(entry => entry.Address, StringComparer.Ordinal));
        Assert.Equal([taken], addresses.HeldBy("pod-1"));
        Assert.Equal(given, addresses.GivenAway("10.244.1.5"));
        Assert.Null(addresses.GivenAway("10.244.1.4"));
        Assert.Empty(addresses.HeldBy("pod-2"));
        Assert.True(addresses.IsKnown("10.244.1.5"));
        Assert.False(addresses.IsKnown("10.244.1.6"));
        Assert.False(addresses.IsKnown("../fences/x"));
        addresses.Remove("10.244.1.4");
        Assert.False(addresses.IsKnown("10.244.1.4"));
    }

    private AgentDirectories Open() =>
        new(Options.Create(new AgentOptions { StateDirectory = _folder.Join("state"), RunDirectory = _folder.Join("run") }));
}

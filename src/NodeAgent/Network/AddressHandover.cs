using System.Text.RegularExpressions;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Network;

/// <summary>Leads a pod's old address to the node that it moves to. Every step can be repeated and undone.</summary>
public sealed partial class AddressHandover(ProcessRunner runner)
{
    private const string LiberalConntrack = "/proc/sys/net/netfilter/nf_conntrack_tcp_be_liberal";

    /// <summary>Target: gives the pod the address and routes it into the pod's bridge. The pod's gate must be closed.</summary>
    public async Task TakeAsync(PodLink link, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(link);
        AllowUnseenConnections();
        await runner.RequireAsync(PodNetwork.Inside(link.Process, "addr", "replace", address + "/32", "dev", "eth0"), cancellationToken);
        await KeepAsync(link.Bridge, address, cancellationToken);
    }

    /// <summary>Routes an address into a bridge of this node, whatever way it went before.</summary>
    public async Task KeepAsync(string bridge, string address, CancellationToken cancellationToken)
    {
        await runner.RunAsync(new CommandLine("ip", "neigh", "del", "proxy", address, "dev", bridge), cancellationToken);
        await runner.RequireAsync(new CommandLine("ip", "route", "replace", address + "/32", "dev", bridge), cancellationToken);
    }

    /// <summary>Target: takes the route away again. The address itself goes with the pod.</summary>
    public Task DropAsync(string bridge, string address, CancellationToken cancellationToken) =>
        runner.RunAsync(new CommandLine("ip", "route", "del", address + "/32", "dev", bridge), cancellationToken);

    /// <summary>Source: sends the address the way that the target pod's own address goes, also for peers on the pod's bridge.</summary>
    /// <exception cref="CommandFailedException">There is no way to the target pod, or it is on this node's own link.</exception>
    public async Task SendAwayAsync(string bridge, string address, string targetAddress, CancellationToken cancellationToken)
    {
        AllowUnseenConnections();
        var way = await runner.RequireAsync(new CommandLine("ip", "-o", "route", "get", targetAddress), cancellationToken);
        var hop = NextHop().Match(way);
        if (!hop.Success)
        {
            throw new CommandFailedException($"the way to the target pod's address {targetAddress} has no next hop: '{way.Trim()}'");
        }

        await runner.RequireAsync(
            new CommandLine("ip", "route", "replace", address + "/32", "via", hop.Groups["via"].Value, "dev", hop.Groups["dev"].Value, "onlink"), cancellationToken);
        await runner.RequireAsync(new CommandLine("ip", "neigh", "replace", "proxy", address, "dev", bridge), cancellationToken);
    }

    /// <summary>Source: undoes <see cref="SendAwayAsync"/>; nothing to undo is no error.</summary>
    public async Task BringBackAsync(string bridge, string address, CancellationToken cancellationToken)
    {
        await runner.RunAsync(new CommandLine("ip", "route", "del", address + "/32"), cancellationToken);
        await runner.RunAsync(new CommandLine("ip", "neigh", "del", "proxy", address, "dev", bridge), cancellationToken);
    }

    // Both nodes see one direction of a moved connection only, which strict tracking takes for invalid.
    private static void AllowUnseenConnections()
    {
        if (File.Exists(LiberalConntrack))
        {
            File.WriteAllText(LiberalConntrack, "1");
        }
    }

    [GeneratedRegex(" via (?<via>[0-9.]+) dev (?<dev>\\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex NextHop();
}

using System.Text.RegularExpressions;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Network;

/// <summary>The pods' interfaces on this node, seen and switched with iproute2.</summary>
public sealed partial class PodNetwork(ProcessRunner runner)
{
    /// <summary>Looks up the pod's link.</summary>
    /// <exception cref="CommandFailedException">The pod has no eth0 with an IPv4 address and a peer on this node.</exception>
    public async Task<PodLink> FindAsync(int process, CancellationToken cancellationToken)
    {
        var inside = await runner.RequireAsync(Inside(process, "-o", "link", "show", "dev", "eth0"), cancellationToken);
        var addresses = await runner.RequireAsync(Inside(process, "-o", "-4", "addr", "show", "dev", "eth0", "scope", "global"), cancellationToken);
        var outside = await runner.RequireAsync(new CommandLine("ip", "-o", "link"), cancellationToken);
        var link = Parse(process, inside, addresses, outside);
        return link ?? throw new CommandFailedException(
            $"the network namespace of process {process} has no eth0 with an IPv4 address and a veth peer on this node");
    }

    /// <summary>Opens or closes the gate: with its node's end down nothing reaches the pod and nothing leaves it.</summary>
    public Task SetGateAsync(string hostInterface, bool open, CancellationToken cancellationToken) =>
        runner.RequireAsync(new CommandLine("ip", "link", "set", "dev", hostInterface, open ? "up" : "down"), cancellationToken);

    /// <summary>A command of iproute2 inside a pod's network namespace.</summary>
    internal static CommandLine Inside(int process, params string[] arguments) =>
        new("nsenter", [$"--net=/proc/{process}/ns/net", "ip", .. arguments]);

    /// <summary>Parses the outputs of <c>ip -o</c>; null where they do not fit together.</summary>
    internal static PodLink? Parse(int process, string inside, string addresses, string outside)
    {
        var peer = PeerIndex().Match(inside).Groups["index"].Value;
        var line = outside.Split('\n').FirstOrDefault(text => peer.Length > 0 && text.StartsWith(peer + ":", StringComparison.Ordinal));
        var host = HostName().Match(line ?? "");
        // The first address is the network plug-in's; a moved pod has others after it.
        var address = Address().Match(addresses);
        return host.Success && address.Success
            ? new PodLink(process, host.Groups["name"].Value, Master().Match(line ?? "").Groups["name"].Value, address.Groups["address"].Value)
            : null;
    }

    [GeneratedRegex("^\\d+: eth0@if(?<index>\\d+):", RegexOptions.CultureInvariant)]
    private static partial Regex PeerIndex();

    [GeneratedRegex("^\\d+: (?<name>[^@:\\s]+)(@|:)", RegexOptions.CultureInvariant)]
    private static partial Regex HostName();

    [GeneratedRegex(" master (?<name>\\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Master();

    [GeneratedRegex(" inet (?<address>[0-9.]+)/", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

using System.Globalization;
using System.Net;

namespace PodMotion.NodeAgent.Network;

/// <summary>The TCP sockets of a pod's network namespace.</summary>
/// <param name="Established">Connections to other hosts and within the pod.</param>
/// <param name="Listening">Listening sockets.</param>
/// <param name="Waiting">Connections that the program has not accepted yet.</param>
/// <param name="LocalAddresses">The pod's ends of established connections, without loopback.</param>
public sealed record SocketInventory(int Established, int Listening, int Waiting, IReadOnlySet<IPAddress> LocalAddresses)
{
    private const string EstablishedState = "01";
    private const string ListeningState = "0A";

    /// <summary>Reads the sockets of the namespace that a process is in.</summary>
    public static SocketInventory Of(int process) =>
        Parse(File.ReadLines($"/proc/{process}/net/tcp").Skip(1).Concat(
            File.Exists($"/proc/{process}/net/tcp6") ? File.ReadLines($"/proc/{process}/net/tcp6").Skip(1) : []));

    /// <summary>Parses lines of /proc/PID/net/tcp and tcp6 without their headers.</summary>
    public static SocketInventory Parse(IEnumerable<string> lines)
    {
        var sockets = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields.Length > 4).ToList();
        var established = sockets.Where(fields => fields[3] == EstablishedState).ToList();
        var listening = sockets.Where(fields => fields[3] == ListeningState).ToList();
        return new SocketInventory(
            established.Count,
            listening.Count,
            listening.Sum(fields => ParseQueue(fields[4])),
            established.Select(fields => ParseAddress(fields[1])).Where(address => !IPAddress.IsLoopback(address)).ToHashSet());
    }

    /// <summary>Why the connections cannot be kept; null where they can.</summary>
    /// <param name="podAddresses">The addresses that go along.</param>
    public string? WhyNotKept(IReadOnlyList<string> podAddresses) =>
        LocalAddresses.FirstOrDefault(address => !podAddresses.Contains(address.ToString())) is { } other
            ? $"a connection ends at {other}, and only connections of the pod's IPv4 address ({string.Join(", ", podAddresses)}) can be kept"
            : null;

    // "tx:rx"; a listening socket's rx is the length of its accept queue.
    private static int ParseQueue(string text) =>
        int.Parse(text.AsSpan(text.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // The kernel prints 32-bit words in its own byte order.
    private static IPAddress ParseAddress(string text)
    {
        var hex = text[..text.IndexOf(':', StringComparison.Ordinal)];
        var bytes = new byte[hex.Length / 2];
        for (var word = 0; word < bytes.Length; word += 4)
        {
            var value = uint.Parse(hex.AsSpan(word * 2, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            BitConverter.TryWriteBytes(bytes.AsSpan(word), value);
        }

        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}

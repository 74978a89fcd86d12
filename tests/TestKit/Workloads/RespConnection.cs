using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PodMotion.TestKit.Workloads;

/// <summary>
/// One TCP connection to a Redis server, never reopened: what breaks it is thrown (<see cref="IOException"/>, <see cref="SocketException"/>).
/// One caller at a time. Values travel as Latin-1, byte for char.
/// </summary>
public sealed class RespConnection : IAsyncDisposable
{
    private readonly NetworkStream stream;
    private readonly RespReader reader;

    private RespConnection(Socket socket)
    {
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new RespReader(stream);
    }

    public static async Task<RespConnection> OpenAsync(EndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return new RespConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task<RespReply> SendAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encode([command]), cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }

    /// <summary>Sends all commands in one write and returns their replies in order; the first error reply is thrown.</summary>
    public async Task<IReadOnlyList<RespReply>> SendAllAsync(IReadOnlyList<IReadOnlyList<string>> commands, CancellationToken cancellationToken)
    {
        var write = stream.WriteAsync(Encode(commands), cancellationToken).AsTask();
        var replies = new List<RespReply>(commands.Count);
        for (var i = 0; i < commands.Count; i++)
        {
            replies.Add(await reader.ReadAsync(cancellationToken));
        }

        await write;
        return replies;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static byte[] Encode(IReadOnlyList<IReadOnlyList<string>> commands)
    {
        var text = new StringBuilder();
        foreach (var command in commands)
        {
            text.Append(CultureInfo.InvariantCulture, $"*{command.Count}\r\n");
            foreach (var word in command)
            {
                text.Append(CultureInfo.InvariantCulture, $"${word.Length}\r\n{word}\r\n");
            }
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }
}

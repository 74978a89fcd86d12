using System.Net.Sockets;
using PodMotion.NodeAgent.Sessions;

namespace PodMotion.NodeAgent.Tests.Handler;

/// <summary>The agent's end of the handler's socket, for one call.</summary>
internal sealed class FakeAgent : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;

    public FakeAgent(string path)
    {
        _path = path;
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        _socket.Listen();
    }

    /// <summary>Serves one call.</summary>
    public async Task<T> ServeAsync<T>(Func<HandlerCall, Task<T>> serve)
    {
        await using var stream = new NetworkStream(await _socket.AcceptAsync(), ownsSocket: true);
        using var call = await HandlerCall.ReadAsync(stream, CancellationToken.None);
        return await serve(call!);
    }

    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
    }
}

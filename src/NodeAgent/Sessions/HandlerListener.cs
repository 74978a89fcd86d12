using System.Net.Sockets;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>Answers the OCI runtime handler on a unix socket that only root can reach.</summary>
public sealed partial class HandlerListener(AgentDirectories directories, SessionRegistry registry, ILogger<HandlerListener> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        File.Delete(directories.HandlerSocket);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(directories.HandlerSocket));
        File.SetUnixFileMode(directories.HandlerSocket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        socket.Listen();
        while (true)
        {
            _ = ServeAsync(await socket.AcceptAsync(stoppingToken), stoppingToken);
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken stopping)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            using var call = await HandlerCall.ReadAsync(stream, stopping);
            if (call is null)
            {
                return;
            }

            if (registry.TargetOfPod(call.PodUid) is { } session)
            {
                await session.ServeHandlerAsync(call, stopping);
            }
            else
            {
                await call.RefuseAsync($"pod {call.PodUid} has a ticket of a migration that this agent knows nothing of; its container is not started");
            }
        }
        catch (Exception exception)
        {
            Log.CallFailed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2210, LogLevel.Warning, "A call of the runtime handler failed; its container is not created, kubelet asks again.")]
        public static partial void CallFailed(ILogger logger, Exception exception);
    }
}

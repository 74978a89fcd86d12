using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PodMotion.Api.Grpc;
using PodMotion.NodeAgent.Configuration;
using PodMotion.NodeAgent.Sessions;

namespace PodMotion.NodeAgent.Transfer;

/// <summary>Takes bulk streams: one connection a migration, from the agent of the session's source node only.</summary>
public sealed partial class BulkListener(IOptions<AgentOptions> options, SessionRegistry registry, HandedAddresses addresses, MutualTls tls, TimeProvider timeProvider, ILogger<BulkListener> logger)
    : BackgroundService
{
    private static readonly TimeSpan OpeningLimit = TimeSpan.FromSeconds(10);

    /// <summary>Why a caller may not send the images of a session; null where it may.</summary>
    public static string? WhyRefused(PeerIdentity? peer, string sourceNode) =>
        peer is { Role: PeerRole.Agent } && peer.NodeName == sourceNode
            ? null
            : $"The caller is '{peer?.CommonName ?? "unknown"}'; only the agent of source node '{sourceNode}' may send these images.";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = new TcpListener(IPAddress.Parse(options.Value.ListenAddress), options.Value.BulkPort);
        listener.Start();
        while (true)
        {
            _ = ServeAsync(await listener.AcceptTcpClientAsync(stoppingToken), stoppingToken);
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stopping)
    {
        try
        {
            client.NoDelay = true;
            await using var stream = new SslStream(client.GetStream());
            using var limit = new CancellationTokenSource(OpeningLimit, timeProvider);
            using var opening = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
            await stream.AuthenticateAsServerAsync(tls.ServerOptions(), opening.Token);
            await ServeAsync(new BulkFrames(stream), PeerOf(stream), opening.Token, stopping);
        }
        catch (Exception exception)
        {
            Log.StreamFailed(logger, exception);
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task ServeAsync(BulkFrames frames, PeerIdentity? peer, CancellationToken opening, CancellationToken stopping)
    {
        try
        {
            var first = await frames.ReadAsync(opening);
            if (first.Kind == BulkFrameKind.AskAddress && peer is { Role: PeerRole.Agent })
            {
                await frames.WriteAsync(BulkFrameKind.AddressAnswer, new byte[] { addresses.IsKnown(first.Text) ? (byte)1 : (byte)0 }, opening);
                return;
            }

            await ReceiveAsync(frames, first, peer, stopping);
        }
        catch (BulkException exception)
        {
            Log.StreamRefused(logger, exception.Message);
            await frames.WriteTextAsync(BulkFrameKind.Failed, exception.Message, stopping);
        }
    }

    private async Task ReceiveAsync(BulkFrames frames, BulkFrame first, PeerIdentity? peer, CancellationToken stopping)
    {
        var migration = first.Kind == BulkFrameKind.Open ? first.Text : throw new BulkException($"The bulk stream begins with {first.Kind}; it must begin with {BulkFrameKind.Open}.");
        var session = registry.Target(migration) ?? throw new BulkException($"Migration {migration} is not known to this node.");
        if (WhyRefused(peer, session.Request.SourceNode) is { } refusal)
        {
            throw new BulkException(refusal);
        }

        await session.ReceiveAsync(frames, stopping);
    }

    private static PeerIdentity? PeerOf(SslStream stream) => stream.RemoteCertificate is X509Certificate2 certificate ? PeerIdentity.From(certificate) : null;

    private static partial class Log
    {
        [LoggerMessage(2300, LogLevel.Warning, "A bulk connection broke; a migration that it served is given up here.")]
        public static partial void StreamFailed(ILogger logger, Exception exception);

        [LoggerMessage(2301, LogLevel.Warning, "A bulk stream was given up: {Error}")]
        public static partial void StreamRefused(ILogger logger, string error);
    }
}

using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using PodMotion.Api.Grpc;

namespace PodMotion.NodeAgent.Transfer;

/// <summary>The source's end of a bulk stream, opened before the freeze. Disposing it before it is complete tells the target to give up.</summary>
public sealed class BulkConnection : IAsyncDisposable
{
    private readonly SslStream _stream;
    private readonly BulkFrames _frames;

    private BulkConnection(SslStream stream)
    {
        _stream = stream;
        _frames = new BulkFrames(stream);
        Trees = new TreeSender(_frames);
    }

    /// <summary>Sends the pod's file trees.</summary>
    public TreeSender Trees { get; }

    /// <summary>Connects to the agent of a node.</summary>
    /// <exception cref="BulkException">It cannot be reached, or proves to be somebody else.</exception>
    public static async Task<BulkConnection> OpenAsync(string endpoint, string nodeName, MutualTls tls, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var colon = endpoint.LastIndexOf(':');
        var client = new TcpClient { NoDelay = true };
        SslStream? stream = null;
        try
        {
            await client.ConnectAsync(endpoint[..Math.Max(colon, 0)], int.Parse(endpoint.AsSpan(colon + 1), CultureInfo.InvariantCulture), cancellationToken);
            stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsClientAsync(tls.ClientOptions(nodeName), cancellationToken);
            return new BulkConnection(stream);
        }
        catch (Exception exception)
        {
            stream?.Dispose();
            client.Dispose();
            throw exception is OperationCanceledException ? exception
                : new BulkException($"The bulk endpoint '{endpoint}' of node '{nodeName}' cannot be reached: {exception.Message}", exception);
        }
    }

    /// <summary>Names the migration.</summary>
    /// <returns>The target pod's own address.</returns>
    public async Task<string> BeginAsync(string migrationUid, CancellationToken cancellationToken)
    {
        await _frames.WriteTextAsync(BulkFrameKind.Open, migrationUid, cancellationToken);
        return (await _frames.ExpectAsync(BulkFrameKind.Opened, cancellationToken)).Text;
    }

    /// <summary>Lets the target pod take the addresses; when this returns it has them, behind a closed gate.</summary>
    public async Task HandOverAsync(IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        await _frames.WriteTextAsync(BulkFrameKind.HandOver, string.Join(',', addresses), cancellationToken);
        await _frames.ExpectAsync(BulkFrameKind.HandedOver, cancellationToken);
    }

    /// <summary>Whether a pod of the other node still has an address that went there with it.</summary>
    public async Task<bool> AskForAddressAsync(string address, CancellationToken cancellationToken)
    {
        await _frames.WriteTextAsync(BulkFrameKind.AskAddress, address, cancellationToken);
        return (await _frames.ExpectAsync(BulkFrameKind.AddressAnswer, cancellationToken)).Payload.Span is [1];
    }

    /// <summary>No more trees; returns when the target has verified and journalled everything.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await _frames.WriteTextAsync(BulkFrameKind.Complete, "", cancellationToken);
        await _frames.ExpectAsync(BulkFrameKind.Received, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}

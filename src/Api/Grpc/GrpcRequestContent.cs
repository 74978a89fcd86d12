using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace PodMotion.Api.Grpc;

/// <summary>Sends messages as they come; keeps the error of the enumeration apart from errors of the connection.</summary>
internal sealed class GrpcRequestContent<T> : HttpContent
    where T : class, IMessage<T>
{
    private readonly IAsyncEnumerable<T> _messages;
    private readonly CancellationToken _callEnded;

    public GrpcRequestContent(IAsyncEnumerable<T> messages, CancellationToken callEnded)
    {
        (_messages, _callEnded) = (messages, callEnded);
        Headers.ContentType = new MediaTypeHeaderValue(GrpcProtocol.ContentType);
    }

    /// <summary>What the enumeration of the messages threw.</summary>
    public Exception? SourceError { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // The headers go out at once: the server may speak first.
        await stream.FlushAsync(_callEnded);
        await using var messages = _messages.GetAsyncEnumerator(_callEnded);
        while (await MoveNextAsync(messages))
        {
            await stream.WriteAsync(GrpcMessages.Frame(messages.Current), _callEnded);
            await stream.FlushAsync(_callEnded);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task<bool> MoveNextAsync(IAsyncEnumerator<T> messages)
    {
        try
        {
            return await messages.MoveNextAsync();
        }
        catch (Exception exception) when (!_callEnded.IsCancellationRequested)
        {
            SourceError = exception;
            throw;
        }
    }
}

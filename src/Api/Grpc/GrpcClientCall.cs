using System.IO.Pipelines;
using System.Runtime.ExceptionServices;
using Google.Protobuf;

namespace PodMotion.Api.Grpc;

/// <summary>One call, from its first byte to its status.</summary>
internal sealed class GrpcClientCall<TReq, TRes> : IAsyncDisposable
    where TReq : class, IMessage<TReq>
    where TRes : class, IMessage<TRes>, new()
{
    private readonly GrpcChannel _channel;
    private readonly string _path;
    private readonly GrpcCallOptions _options;
    private readonly CancellationToken _caller;
    private readonly CancellationToken _closed;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _ended;
    private readonly GrpcRequestContent<TReq> _requests;
    private HttpResponseMessage? _response;
    private PipeReader? _reader;

    public GrpcClientCall(
        GrpcChannel channel, string path, IAsyncEnumerable<TReq> requests, GrpcCallOptions options, CancellationToken caller)
    {
        (_channel, _path, _options, _caller, _closed) = (channel, path, options, caller, channel.Closed);
        _deadline = new CancellationTokenSource(options.TimeLimit ?? Timeout.InfiniteTimeSpan, channel.Options.TimeProvider);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(caller, _closed, _deadline.Token);
        _requests = new GrpcRequestContent<TReq>(requests, _ended.Token);
    }

    /// <summary>The next response; null once the call has ended with OK.</summary>
    public async Task<TRes?> ReadAsync()
    {
        try
        {
            _reader ??= await StartAsync();
            var message = await GrpcMessages.ReadAsync<TRes>(_reader, _channel.Options.MaxMessageSize, _ended.Token);
            if (message is null)
            {
                GrpcResponses.ThrowUnlessOk(_response!.TrailingHeaders, _channel.Describe(_path));
            }

            return message;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            throw Translate(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Stops the enumeration of the requests, and resets the stream where the server has not ended it.
        await _ended.CancelAsync();
        if (_reader is not null)
        {
            await _reader.CompleteAsync();
        }

        _response?.Dispose();
        _ended.Dispose();
        _deadline.Dispose();
        _requests.Dispose();
    }

    private async Task<PipeReader> StartAsync()
    {
        _response = await _channel.SendAsync(_path, _requests, _options, _ended.Token);
        GrpcResponses.ThrowUnlessGrpc(_response, _channel.Describe(_path));
        return PipeReader.Create(await _response.Content.ReadAsStreamAsync(_ended.Token));
    }

    private Exception Translate(Exception exception)
    {
        var call = _channel.Describe(_path);
        if (_caller.IsCancellationRequested)
        {
            return new OperationCanceledException($"The caller cancelled {call}.", exception, _caller);
        }

        if (_requests.SourceError is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        var (status, why) = _deadline.IsCancellationRequested ? (GrpcStatusCode.DeadlineExceeded, $"within {_options.TimeLimit}")
            : _closed.IsCancellationRequested ? (GrpcStatusCode.Unavailable, "before its channel was closed")
            : (GrpcStatusCode.Ok, "");
        return status == GrpcStatusCode.Ok
            ? GrpcResponses.FromTransport(exception, call)
            : new GrpcException(status, $"{call} did not end {why}; what it began may still happen.", exception);
    }
}

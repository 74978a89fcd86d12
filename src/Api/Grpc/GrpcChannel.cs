using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace PodMotion.Api.Grpc;

/// <summary>
/// Calls gRPC methods of one server over shared HTTP/2 connections, made when first needed. Safe for concurrent use.
/// Every call ends with its result, with <see cref="GrpcException"/> (the server's status, or UNAVAILABLE and the like for errors
/// of the connection), or with <see cref="OperationCanceledException"/> once the caller's own token fires.
/// </summary>
public sealed class GrpcChannel : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly CancellationTokenSource _closed = new();
    private bool _disposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
    {
        (Address, Options) = (address, options);
        _http = new HttpMessageInvoker(CreateHandler(options));
    }

    /// <summary>Scheme (http: without TLS), host and port of the server.</summary>
    public Uri Address { get; }

    internal GrpcChannelOptions Options { get; }

    internal CancellationToken Closed => _closed.Token;

    /// <summary>A channel to a server; connects with the first call.</summary>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions options) => new(address, options);

    /// <summary>One request, one response.</summary>
    public async Task<TRes> UnaryAsync<TReq, TRes>(string path, TReq request, GrpcCallOptions options, CancellationToken cancellationToken)
        where TReq : class, IMessage<TReq>
        where TRes : class, IMessage<TRes>, new() =>
        await ClientStreamingAsync<TReq, TRes>(path, Single(request), options, cancellationToken);

    /// <summary>One request, any number of responses; giving the enumeration up cancels the call.</summary>
    public IAsyncEnumerable<TRes> ServerStreamingAsync<TReq, TRes>(
        string path, TReq request, GrpcCallOptions options, CancellationToken cancellationToken)
        where TReq : class, IMessage<TReq>
        where TRes : class, IMessage<TRes>, new() =>
        DuplexAsync<TReq, TRes>(path, Single(request), options, cancellationToken);

    /// <summary>Any number of requests, one response. The requests are enumerated once, and cancelled when the server answers early.</summary>
    public async Task<TRes> ClientStreamingAsync<TReq, TRes>(
        string path, IAsyncEnumerable<TReq> requests, GrpcCallOptions options, CancellationToken cancellationToken)
        where TReq : class, IMessage<TReq>
        where TRes : class, IMessage<TRes>, new()
    {
        await using var call = new GrpcClientCall<TReq, TRes>(this, path, requests, options, cancellationToken);
        var response = await call.ReadAsync()
            ?? throw new GrpcException(GrpcStatusCode.Internal, $"'{path}' of '{Address}' answered OK without a message; it must send one.");
        return await call.ReadAsync() is null
            ? response
            : throw new GrpcException(GrpcStatusCode.Internal, $"'{path}' of '{Address}' answered with several messages; it must send one.");
    }

    /// <summary>
    /// Any number of requests and responses. Nothing is sent before the enumeration begins; giving it up cancels the call and the
    /// enumeration of the requests.
    /// </summary>
    public async IAsyncEnumerable<TRes> DuplexAsync<TReq, TRes>(
        string path,
        IAsyncEnumerable<TReq> requests,
        GrpcCallOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TReq : class, IMessage<TReq>
        where TRes : class, IMessage<TRes>, new()
    {
        await using var call = new GrpcClientCall<TReq, TRes>(this, path, requests, options, cancellationToken);
        while (await call.ReadAsync() is { } response)
        {
            yield return response;
        }
    }

    /// <summary>Closes the connections; calls under way fail with UNAVAILABLE.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        _closed.Cancel();
        _http.Dispose();
        _closed.Dispose();
    }

    internal Task<HttpResponseMessage> SendAsync(string path, HttpContent content, GrpcCallOptions options, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.ParseAdd("trailers");
        request.Headers.Add(GrpcProtocol.AcceptEncodingHeader, GrpcProtocol.Identity);
        if (options.TimeLimit is { } limit)
        {
            request.Headers.Add(GrpcProtocol.TimeoutHeader, GrpcTimeout.Format(limit));
        }

        foreach (var (name, value) in options.Metadata ?? new Dictionary<string, string>())
        {
            request.Headers.Add(name, value);
        }

        return _http.SendAsync(request, cancellationToken);
    }

    internal string Describe(string path) => string.Create(CultureInfo.InvariantCulture, $"'{path}' of '{Address.Authority}'");

    private static SocketsHttpHandler CreateHandler(GrpcChannelOptions options) => new()
    {
        SslOptions = options.Tls ?? new(),
        ConnectTimeout = options.ConnectTimeout,
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = options.KeepAliveDelay,
        KeepAlivePingTimeout = options.KeepAliveTimeout,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };

    private static async IAsyncEnumerable<T> Single<T>(T message)
    {
        await Task.CompletedTask;
        yield return message;
    }
}

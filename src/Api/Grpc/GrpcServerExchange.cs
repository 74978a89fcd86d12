using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace PodMotion.Api.Grpc;

/// <summary>The messages of one call, as the server sees them.</summary>
internal sealed class GrpcServerExchange(HttpContext http, GrpcServerCall call, int maxMessageSize)
{
    public GrpcServerCall Call { get; } = call;

    public string Path => http.Request.Path;

    public async Task<T> ReadSingleAsync<T>()
        where T : class, IMessage<T>, new()
    {
        var message = await ReadAsync<T>()
            ?? throw new GrpcException(GrpcStatusCode.Internal, $"'{Path}' was called without a message; it takes one.");
        return await ReadAsync<T>() is null
            ? message
            : throw new GrpcException(GrpcStatusCode.Internal, $"'{Path}' was called with several messages; it takes one.");
    }

    public IAsyncEnumerable<T> ReadAllAsync<T>()
        where T : class, IMessage<T>, new() =>
        GrpcMessages.ReadAllAsync<T>(http.Request.BodyReader, maxMessageSize, Call.CancellationToken);

    public async Task SendAsync(IMessage message) =>
        await http.Response.BodyWriter.WriteAsync(GrpcMessages.Frame(message), Call.CancellationToken);

    public async Task SendAllAsync<T>(IAsyncEnumerable<T> messages)
        where T : class, IMessage<T>
    {
        await foreach (var message in messages.WithCancellation(Call.CancellationToken))
        {
            await SendAsync(message);
        }
    }

    private ValueTask<T?> ReadAsync<T>()
        where T : class, IMessage<T>, new() =>
        GrpcMessages.ReadAsync<T>(http.Request.BodyReader, maxMessageSize, Call.CancellationToken);
}

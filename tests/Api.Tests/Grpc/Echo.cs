using Microsoft.AspNetCore.Routing;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;

namespace PodMotion.Api.Tests.Grpc;

/// <summary>One method of each type, made of messages that exist; text goes in as a migration's UID and out as an event's message.</summary>
internal static class Echo
{
    public const string Unary = "/interop.Echo/Unary";
    public const string Server = "/interop.Echo/Server";
    public const string Client = "/interop.Echo/Client";
    public const string Duplex = "/interop.Echo/Duplex";

    /// <summary>Never answers; ends when the call is cancelled.</summary>
    public const string Wait = "/interop.Echo/Wait";

    /// <summary>Refuses with NOT_FOUND and the text that it gets.</summary>
    public const string Refuse = "/interop.Echo/Refuse";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcUnary<SessionRequest, SessionEvent>(Unary, (request, _) => Task.FromResult(Event(request.MigrationUid)));
        endpoints.MapGrpcServerStreaming<SessionRequest, SessionEvent>(Server, (request, _) => Split(request.MigrationUid));
        endpoints.MapGrpcClientStreaming<SessionRequest, SessionEvent>(Client, async (requests, _) => Event(await JoinAsync(requests)));
        endpoints.MapGrpcDuplex<SessionRequest, SessionEvent>(Duplex, (requests, _) => EachAsync(requests));
        endpoints.MapGrpcUnary<SessionRequest, SessionEvent>(Wait, WaitAsync);
        endpoints.MapGrpcUnary<SessionRequest, SessionEvent>(
            Refuse, (request, _) => throw new GrpcException(GrpcStatusCode.NotFound, request.MigrationUid));
    }

    public static SessionRequest Request(string text) => new() { MigrationUid = text };

    public static async IAsyncEnumerable<SessionRequest> Requests(params string[] texts)
    {
        foreach (var text in texts)
        {
            await Task.Yield();
            yield return Request(text);
        }
    }

    public static SessionEvent Event(string text) => new() { Message = text };

    private static async IAsyncEnumerable<SessionEvent> Split(string text)
    {
        foreach (var part in text.Split(' '))
        {
            await Task.Yield();
            yield return Event(part);
        }
    }

    private static async Task<string> JoinAsync(IAsyncEnumerable<SessionRequest> requests)
    {
        var texts = new List<string>();
        await foreach (var request in requests)
        {
            texts.Add(request.MigrationUid);
        }

        return string.Join(' ', texts);
    }

    private static async IAsyncEnumerable<SessionEvent> EachAsync(IAsyncEnumerable<SessionRequest> requests)
    {
        await foreach (var request in requests)
        {
            yield return Event(request.MigrationUid);
        }
    }

    private static async Task<SessionEvent> WaitAsync(SessionRequest request, GrpcServerCall call)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.CancellationToken);
        return Event("");
    }
}

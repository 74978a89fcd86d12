using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PodMotion.Api.Grpc;

/// <summary>
/// gRPC methods as endpoints of an ASP.NET Core application whose listeners speak HTTP/2. Paths are <c>/package.Service/Method</c>.
/// From the container: <see cref="TimeProvider"/>, <see cref="GrpcServerOptions"/> (both optional) and logging.
/// A method ends its call with an error by throwing <see cref="GrpcException"/>.
/// </summary>
public static class GrpcEndpoints
{
    /// <summary>One request, one response.</summary>
    public static IEndpointConventionBuilder MapGrpcUnary<TReq, TRes>(
        this IEndpointRouteBuilder endpoints, string path, Func<TReq, GrpcServerCall, Task<TRes>> method)
        where TReq : class, IMessage<TReq>, new()
        where TRes : class, IMessage<TRes>, new() =>
        endpoints.Map(path, endsWithProcess: false, async exchange =>
            await exchange.SendAsync(await method(await exchange.ReadSingleAsync<TReq>(), exchange.Call)));

    /// <summary>One request, any number of responses. Ends with UNAVAILABLE when the process stops.</summary>
    public static IEndpointConventionBuilder MapGrpcServerStreaming<TReq, TRes>(
        this IEndpointRouteBuilder endpoints, string path, Func<TReq, GrpcServerCall, IAsyncEnumerable<TRes>> method)
        where TReq : class, IMessage<TReq>, new()
        where TRes : class, IMessage<TRes>, new() =>
        endpoints.Map(path, endsWithProcess: true, async exchange =>
            await exchange.SendAllAsync(method(await exchange.ReadSingleAsync<TReq>(), exchange.Call)));

    /// <summary>Any number of requests, one response.</summary>
    public static IEndpointConventionBuilder MapGrpcClientStreaming<TReq, TRes>(
        this IEndpointRouteBuilder endpoints, string path, Func<IAsyncEnumerable<TReq>, GrpcServerCall, Task<TRes>> method)
        where TReq : class, IMessage<TReq>, new()
        where TRes : class, IMessage<TRes>, new() =>
        endpoints.Map(path, endsWithProcess: false, async exchange =>
            await exchange.SendAsync(await method(exchange.ReadAllAsync<TReq>(), exchange.Call)));

    /// <summary>Any number of requests and responses, in any order. Ends with UNAVAILABLE when the process stops.</summary>
    public static IEndpointConventionBuilder MapGrpcDuplex<TReq, TRes>(
        this IEndpointRouteBuilder endpoints, string path, Func<IAsyncEnumerable<TReq>, GrpcServerCall, IAsyncEnumerable<TRes>> method)
        where TReq : class, IMessage<TReq>, new()
        where TRes : class, IMessage<TRes>, new() =>
        endpoints.Map(path, endsWithProcess: true, exchange =>
            exchange.SendAllAsync(method(exchange.ReadAllAsync<TReq>(), exchange.Call)));

    /// <summary>Answers every other gRPC method with UNIMPLEMENTED. Once for an application.</summary>
    public static IEndpointConventionBuilder MapGrpcUnknown(this IEndpointRouteBuilder endpoints) =>
        endpoints.Map("/{service}/{method}", endsWithProcess: false, exchange => throw new GrpcException(
            GrpcStatusCode.Unimplemented, $"Method '{exchange.Path}' is not known to this server."));

    private static IEndpointConventionBuilder Map(
        this IEndpointRouteBuilder endpoints, string path, bool endsWithProcess, Func<GrpcServerExchange, Task> serve)
    {
        var server = GrpcServer.From(endpoints.ServiceProvider);
        return endpoints.MapPost(path, (HttpContext http) => server.ServeAsync(http, endsWithProcess, serve));
    }
}

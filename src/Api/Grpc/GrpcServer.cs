using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PodMotion.Api.Grpc;

/// <summary>Everything about a call that does not depend on its method: admission, time limit, status.</summary>
internal sealed partial class GrpcServer(
    TimeProvider timeProvider, GrpcServerOptions options, ILogger logger, CancellationToken processStops)
{
    public static GrpcServer From(IServiceProvider services) => new(
        services.GetService<TimeProvider>() ?? TimeProvider.System,
        services.GetService<GrpcServerOptions>() ?? new GrpcServerOptions(),
        services.GetService<ILogger<GrpcServer>>() ?? NullLogger<GrpcServer>.Instance,
        services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);

    /// <param name="http">The request.</param>
    /// <param name="endsWithProcess">Whether the call may go on for ever, so that a process which stops must not wait for it.</param>
    /// <param name="serve">The method.</param>
    public async Task ServeAsync(HttpContext http, bool endsWithProcess, Func<GrpcServerExchange, Task> serve)
    {
        if (RefuseOtherProtocols(http))
        {
            return;
        }

        LiftBodyLimits(http);
        http.Response.ContentType = GrpcProtocol.ContentType;
        http.Response.Headers[GrpcProtocol.AcceptEncodingHeader] = GrpcProtocol.Identity;
        if (ReadTimeout(http.Request, out var limit) is { } refusal)
        {
            Finish(http, refusal.Status, refusal.Message);
            return;
        }

        var stopping = endsWithProcess ? processStops : CancellationToken.None;
        using var deadline = new CancellationTokenSource(limit ?? Timeout.InfiniteTimeSpan, timeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, deadline.Token, stopping);
        var call = GrpcServerCalls.Describe(http, limit is null ? null : timeProvider.GetUtcNow() + limit, both.Token);
        try
        {
            await serve(new GrpcServerExchange(http, call, options.MaxMessageSize));
            Finish(http, GrpcStatusCode.Ok, "");
        }
        catch (Exception exception)
        {
            FinishFailed(http, exception, deadline.IsCancellationRequested, stopping.IsCancellationRequested);
        }
    }

    private static bool RefuseOtherProtocols(HttpContext http)
    {
        http.Response.StatusCode = !GrpcProtocol.IsGrpc(http.Request.ContentType) ? StatusCodes.Status415UnsupportedMediaType
            : !HttpProtocol.IsHttp2(http.Request.Protocol) ? StatusCodes.Status426UpgradeRequired
            : StatusCodes.Status200OK;
        return http.Response.StatusCode != StatusCodes.Status200OK;
    }

    // A stream may be long and slow; the size of a message and the time limit of the call are the limits here.
    private static void LiftBodyLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    private static GrpcException? ReadTimeout(HttpRequest request, out TimeSpan? limit)
    {
        limit = null;
        var encoding = request.Headers[GrpcProtocol.EncodingHeader].ToString();
        if (encoding is not ("" or GrpcProtocol.Identity))
        {
            return new GrpcException(
                GrpcStatusCode.Unimplemented, $"Header grpc-encoding is '{encoding}'; this server takes 'identity' only.");
        }

        var timeout = request.Headers[GrpcProtocol.TimeoutHeader].ToString();
        if (timeout.Length == 0)
        {
            return null;
        }

        if (!GrpcTimeout.TryParse(timeout, out var parsed))
        {
            return new GrpcException(
                GrpcStatusCode.Internal, $"Header grpc-timeout is '{timeout}'; it must be one to eight digits and one of n, u, m, S, M, H.");
        }

        limit = parsed;
        return null;
    }

    private void FinishFailed(HttpContext http, Exception exception, bool deadlinePassed, bool stopping)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            Log.CallerLeft(logger, http.Request.Path);
        }
        else if (deadlinePassed)
        {
            Finish(http, GrpcStatusCode.DeadlineExceeded, $"The time limit of '{http.Request.Path}' passed; what it began may still happen.");
        }
        else if (stopping && exception is OperationCanceledException)
        {
            Finish(http, GrpcStatusCode.Unavailable, $"The server of '{http.Request.Path}' stops; the call may be made again.");
        }
        else if (exception is GrpcException known)
        {
            Finish(http, known.Status, known.Message);
        }
        else
        {
            Log.MethodFailed(logger, exception, http.Request.Path);
            Finish(http, GrpcStatusCode.Unknown, $"'{http.Request.Path}' failed unexpectedly; the server's log says why.");
        }
    }

    private static void Finish(HttpContext http, GrpcStatusCode status, string message)
    {
        // Without a body, headers and trailers are one block that ends the stream ("trailers only").
        var place = http.Response.HasStarted || status == GrpcStatusCode.Ok
            ? http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : http.Response.Headers;
        place[GrpcProtocol.StatusHeader] = ((int)status).ToString(CultureInfo.InvariantCulture);
        if (message.Length > 0)
        {
            place[GrpcProtocol.MessageHeader] = GrpcMessageText.Encode(message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3000, LogLevel.Debug, "gRPC call '{Path}': the caller left before the answer.")]
        public static partial void CallerLeft(ILogger logger, string path);

        [LoggerMessage(3001, LogLevel.Error, "gRPC call '{Path}': the method threw; the caller gets UNKNOWN.")]
        public static partial void MethodFailed(ILogger logger, Exception exception, string path);
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace PodMotion.Api.Grpc;

/// <summary>HTTP responses and errors of the connection → gRPC status, by the tables of the protocol's specification.</summary>
internal static class GrpcResponses
{
    /// <summary>Returns for a response that carries messages or an OK status; throws for every other.</summary>
    public static void ThrowUnlessGrpc(HttpResponseMessage response, string call)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new GrpcException(
                FromHttp(response.StatusCode), $"{call} answered with HTTP status '{(int)response.StatusCode}'; a gRPC server answers with 200.");
        }

        if (!GrpcProtocol.IsGrpc(response.Content.Headers.ContentType?.ToString()))
        {
            throw new GrpcException(
                GrpcStatusCode.Unknown,
                $"{call} answered with content type '{response.Content.Headers.ContentType}'; a gRPC server answers with '{GrpcProtocol.ContentType}'.");
        }

        // Trailers only: the status stands in the headers.
        if (response.Headers.Contains(GrpcProtocol.StatusHeader))
        {
            ThrowUnlessOk(response.Headers, call);
            response.TrailingHeaders.TryAddWithoutValidation(GrpcProtocol.StatusHeader, "0");
        }
    }

    public static void ThrowUnlessOk(HttpResponseHeaders trailers, string call)
    {
        var text = First(trailers, GrpcProtocol.StatusHeader);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new GrpcException(GrpcStatusCode.Unknown, $"{call} ended with status '{text}'; a gRPC call ends with a number in grpc-status.");
        }

        if (number != (int)GrpcStatusCode.Ok)
        {
            // A number from the future means as much as UNKNOWN.
            var status = (GrpcStatusCode)number;
            var message = GrpcMessageText.Decode(First(trailers, GrpcProtocol.MessageHeader));
            throw new GrpcException(
                Enum.IsDefined(status) ? status : GrpcStatusCode.Unknown,
                message.Length > 0 ? message : $"{call} ended with status {number} and no message.");
        }
    }

    public static GrpcException FromTransport(Exception exception, string call)
    {
        var reset = Reset(exception);
        var status = reset is null ? GrpcStatusCode.Unavailable : FromReset(reset.ErrorCode);
        var seen = (exception.InnerException ?? exception).Message;
        return new GrpcException(status, $"{call} got no answer over this connection: {seen}", exception);
    }

    private static string First(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() ?? "" : "";

    private static HttpProtocolException? Reset(Exception? exception)
    {
        while (exception is not (null or HttpProtocolException))
        {
            exception = exception.InnerException;
        }

        return (HttpProtocolException?)exception;
    }

    private static GrpcStatusCode FromHttp(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => GrpcStatusCode.Internal,
        HttpStatusCode.Unauthorized => GrpcStatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => GrpcStatusCode.PermissionDenied,
        HttpStatusCode.NotFound => GrpcStatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway => GrpcStatusCode.Unavailable,
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };

    private static GrpcStatusCode FromReset(long http2Error) => http2Error switch
    {
        0x7 => GrpcStatusCode.Unavailable, // REFUSED_STREAM
        0x8 => GrpcStatusCode.Cancelled, // CANCEL
        0xb => GrpcStatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => GrpcStatusCode.PermissionDenied, // INADEQUATE_SECURITY
        0x5 => GrpcStatusCode.Unknown, // STREAM_CLOSED
        _ => GrpcStatusCode.Internal,
    };
}

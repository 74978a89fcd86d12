using Microsoft.AspNetCore.Http;

namespace PodMotion.Api.Grpc;

/// <summary>HTTP request → <see cref="GrpcServerCall"/>, the only mapping.</summary>
internal static class GrpcServerCalls
{
    public static GrpcServerCall Describe(HttpContext http, DateTimeOffset? deadline, CancellationToken cancellationToken) => new()
    {
        CancellationToken = cancellationToken,
        Deadline = deadline,
        PeerCertificate = http.Connection.ClientCertificate,
        Peer = http.Connection.RemoteIpAddress is { } address ? $"{address}:{http.Connection.RemotePort}" : "",
        Metadata = http.Request.Headers.ToDictionary(
            header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value.ToArray()), StringComparer.Ordinal),
    };
}

using System.Security.Cryptography.X509Certificates;

namespace PodMotion.Api.Grpc;

/// <summary>What a method of a server knows of the call that it answers.</summary>
public sealed class GrpcServerCall
{
    /// <summary>Fires when the caller goes away or its time limit passes.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>When the caller stops waiting; null where it named no time limit.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The caller's certificate, verified by the connection; null on a connection without one.</summary>
    public X509Certificate2? PeerCertificate { get; init; }

    /// <summary>The caller's address and port, for logs only; empty where the transport has none.</summary>
    public string Peer { get; init; } = "";

    /// <summary>The request's headers, by lower-case name. Values of a repeated name are joined with commas.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

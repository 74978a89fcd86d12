using System.Net.Security;

namespace PodMotion.Api.Grpc;

/// <summary>How a channel reaches its server.</summary>
public sealed record GrpcChannelOptions
{
    /// <summary>TLS of the connection, usually from <see cref="MutualTls.ClientOptions"/>; not used by http addresses.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>Longest time for the TCP and TLS handshakes. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection with calls that was silent this long is probed. Default 10 s.</summary>
    public TimeSpan KeepAliveDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection that leaves a probe unanswered this long is given up. Default 10 s.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest response message in bytes, inclusive. Default 4 MiB.</summary>
    public int MaxMessageSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>The clock of the time limits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}

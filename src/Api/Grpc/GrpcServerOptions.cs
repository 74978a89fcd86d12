namespace PodMotion.Api.Grpc;

/// <summary>Limits of the gRPC endpoints of a process; registered as a singleton, the defaults hold where none is.</summary>
public sealed record GrpcServerOptions
{
    /// <summary>Largest request message in bytes, inclusive. Default 4 MiB.</summary>
    public int MaxMessageSize { get; init; } = 4 * 1024 * 1024;
}

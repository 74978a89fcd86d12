namespace PodMotion.Api.Grpc;

/// <summary>Names of the protocol that both sides use.</summary>
internal static class GrpcProtocol
{
    public const string ContentType = "application/grpc";
    public const string Identity = "identity";
    public const string StatusHeader = "grpc-status";
    public const string MessageHeader = "grpc-message";
    public const string TimeoutHeader = "grpc-timeout";
    public const string EncodingHeader = "grpc-encoding";
    public const string AcceptEncodingHeader = "grpc-accept-encoding";

    /// <summary>Whether a content type is gRPC with protobuf messages, parameters aside.</summary>
    public static bool IsGrpc(string? contentType)
    {
        var type = (contentType ?? "").Split(';', 2)[0].Trim();
        return type.Equals(ContentType, StringComparison.OrdinalIgnoreCase)
            || type.Equals(ContentType + "+proto", StringComparison.OrdinalIgnoreCase);
    }
}

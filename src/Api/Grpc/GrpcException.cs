namespace PodMotion.Api.Grpc;

/// <summary>
/// A call ended with a status other than OK. Thrown by the methods of a server, status and message reach the caller, where the
/// channel throws them again; every other exception of a method reaches the caller as <see cref="GrpcStatusCode.Unknown"/>, without its text.
/// </summary>
/// <param name="status">What kind of error it is; not <see cref="GrpcStatusCode.Ok"/>.</param>
/// <param name="message">One sentence for an operator.</param>
/// <param name="innerException">What happened underneath; stays in this process.</param>
public sealed class GrpcException(GrpcStatusCode status, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What kind of error it is; never <see cref="GrpcStatusCode.Ok"/>.</summary>
    public GrpcStatusCode Status { get; } = status;
}

namespace PodMotion.Api.Grpc;

/// <summary>A file of this process's identity is missing, unreadable or does not fit the others.</summary>
/// <param name="message">One sentence with the file and what was expected of it.</param>
/// <param name="innerException">What reading or parsing threw.</param>
public sealed class MutualTlsException(string message, Exception? innerException = null) : Exception(message, innerException);

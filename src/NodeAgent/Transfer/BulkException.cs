namespace PodMotion.NodeAgent.Transfer;

/// <summary>A bulk stream broke the rules or was given up; the message is a sentence for an operator.</summary>
/// <param name="message">What was wrong.</param>
/// <param name="innerException">What happened underneath.</param>
public sealed class BulkException(string message, Exception? innerException = null) : Exception(message, innerException);

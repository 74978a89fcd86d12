namespace PodMotion.NodeAgent.Runtime;

/// <summary>A program that the agent needs failed; the message is a sentence for an operator.</summary>
/// <param name="message">Program, exit code and its first error line.</param>
/// <param name="innerException">What happened underneath.</param>
public sealed class CommandFailedException(string message, Exception? innerException = null) : Exception(message, innerException);

namespace PodMotion.NodeAgent.Sessions;

/// <summary>A journal cannot be trusted or written; the message is a sentence for an operator.</summary>
/// <param name="message">File and cause.</param>
/// <param name="innerException">What happened underneath.</param>
/// <param name="isOutcomeUnknown">Whether the entry may be on disk after all: only reading the file again can tell.</param>
public sealed class JournalException(string message, Exception? innerException = null, bool isOutcomeUnknown = false) : Exception(message, innerException)
{
    /// <summary>Whether the entry may be on disk after all.</summary>
    public bool IsOutcomeUnknown { get; } = isOutcomeUnknown;
}

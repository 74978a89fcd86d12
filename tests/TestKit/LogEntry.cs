using Microsoft.Extensions.Logging;

namespace PodMotion.TestKit;

/// <summary>One line of a log.</summary>
public sealed record LogEntry(LogLevel Level, int Id, string Message, Exception? Exception);

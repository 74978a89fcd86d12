namespace PodMotion.NodeAgent.Runtime;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 is good.</param>
/// <param name="Output">The first 64 KiB of its standard output.</param>
/// <param name="Error">The first 64 KiB of its standard error.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error);

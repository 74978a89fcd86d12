using System.Text.RegularExpressions;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>CRIU's own log, of which an operator wants the first errors.</summary>
public static partial class CriuLog
{
    private const int MaxErrors = 2;

    /// <summary>The first error lines of a log, joined; empty where the file is missing or holds none.</summary>
    public static string FirstErrors(string file) => File.Exists(file) ? FirstErrors(File.ReadLines(file)) : "";

    /// <summary>The first error lines, without time stamps. The one about RLIMIT_NOFILE is no failure.</summary>
    public static string FirstErrors(IEnumerable<string> lines) => string.Join(
        "; ",
        lines.Select(line => ErrorLine().Match(line))
            .Where(match => match.Success && !match.Value.Contains("RLIMIT_NOFILE", StringComparison.Ordinal))
            .Select(match => match.Groups["text"].Value.Trim())
            .Take(MaxErrors));

    [GeneratedRegex("Error \\([^)]*\\): (?<text>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}

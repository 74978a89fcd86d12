using System.Text.RegularExpressions;
using Xunit;

namespace PodMotion.Conventions.Tests;

public sealed partial class SourceFileTests
{
    private const int LongestFile = 300;

    // Files that may be longer, each with its reason.
    private static readonly Dictionary<string, string> LongFiles = [];

    [Fact]
    public void Files_AreNoLongerThan300Lines()
    {
        string[] patterns = ["*.cs", "*.c", "*.h", "*.sh", "*.proto", "*.py"];

        Violations.None(
            $"A file has at most {LongestFile} lines; split it.",
            patterns.SelectMany(pattern => Repository.Files("", pattern))
                .Where(path => LinesOf(path) > LongestFile && !LongFiles.ContainsKey(path))
                .Select(path => $"{path}: {LinesOf(path)} lines"));
    }

    [Fact]
    public void LongFiles_AreStillLong()
    {
        Violations.None("These exceptions are no longer needed.", LongFiles.Keys.Where(path => LinesOf(path) <= LongestFile));
    }

    [Fact]
    public void Files_HaveOnePublicTypeNamedAsTheFile()
    {
        var violations =
            from path in Repository.CSharpFiles()
            let types = PublicType().Matches(Repository.Read(path)).Select(match => match.Groups["name"].Value).ToList()
            let fileName = Path.GetFileName(path).Split('.')[0]
            where types.Count > 1 || (types.Count == 1 && fileName != types[0] && fileName != types[0] + "OfT")
            select $"{path}: {string.Join(", ", types)}";

        Violations.None("A file has one public type and its name (with OfT where a generic one shares it).", violations);
    }

    [Fact]
    public void Types_HaveNamesThatSayWhatTheyDo()
    {
        var violations =
            from path in Repository.CSharpFiles()
            from match in AnyType().Matches(Repository.Read(path))
            let name = match.Groups["name"].Value
            where VagueName().IsMatch(name)
            select $"{path}: {name}";

        Violations.None("No type is a Manager, Helper, Util, Service or Processor; name what it does.", violations);
    }

    [Fact]
    public void Files_HaveNeitherRegionsNorReminders()
    {
        var violations =
            from path in Repository.CSharpFiles()
            from match in RegionOrReminder().Matches(Repository.Read(path))
            select $"{path}: {match.Value.Trim()}";

        Violations.None("No #region, and what is left to do is an issue, not a comment.", violations);
    }

    private static int LinesOf(string path) => Repository.Read(path).TrimEnd('\n').Split('\n').Length;

    [GeneratedRegex(@"^public\s+(?:\w+\s+)*?(?:class|record(?:\s+class|\s+struct)?|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref)\s+)+(?:class|record(?:\s+class|\s+struct)?|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex AnyType();

    [GeneratedRegex("(?:Manager|Helpers?|Util|Utils|Utility|Utilities|Service|Processor)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"^\s*#region.*$|//.*\b(?:TOD[O]|FIXM[E]|HAC[K])\b.*$", RegexOptions.Multiline)]
    private static partial Regex RegionOrReminder();
}

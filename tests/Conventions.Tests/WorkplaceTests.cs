using System.Text.RegularExpressions;
using Xunit;

namespace PodMotion.Conventions.Tests;

public sealed partial class WorkplaceTests
{
    private static readonly string[] SourceConfigurations = ["nuget.config", ".npmrc", ".yarnrc", "pip.conf"];

    [Fact]
    public void Files_NameNoFolderOfTheMachineTheyWereWrittenOn()
    {
        // The CI entry point runs on that machine and may name it; the bytes of git objects and pictures are no text.
        var violations =
            from path in Repository.Files("", "*")
            where !path.StartsWith(".ci/", StringComparison.Ordinal) && path != ".git"
            from match in Workplace().Matches(Repository.Read(path))
            select $"{path}: {match.Value}";

        Violations.None("The repository works on any machine.", violations);
    }

    [Fact]
    public void Files_ChooseNoPackageRegistry()
    {
        Violations.None(
            "Which registry packages come from is the machine's configuration.",
            Repository.Files("", "*").Where(path => SourceConfigurations.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)));
    }

    // Written so that this file does not match itself.
    [GeneratedRegex(@"(?<![\w.})\]*$-])/wor[k]/|\.\./share[d]\b")]
    private static partial Regex Workplace();
}

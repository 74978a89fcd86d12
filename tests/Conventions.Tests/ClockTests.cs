using System.Text.RegularExpressions;
using Xunit;

namespace PodMotion.Conventions.Tests;

public sealed partial class ClockTests
{
    private const string ThisFile = "tests/Conventions.Tests/ClockTests.cs";

    [Fact]
    public void Sources_UseInjectedTimeAndRandomness()
    {
        var violations =
            from path in Repository.CSharpFiles()
            where path != ThisFile
            from match in RawClock().Matches(Repository.Read(path))
            select $"{path}: {match.Value}";

        Violations.None("Time comes from a TimeProvider, randomness from an injected Random; the analyzer that says so is not silenced.", violations);
    }

    [Fact]
    public void SystemClock_IsChosenOnlyWhereAProcessIsPutTogether()
    {
        // Api is a library: there the system's clock may be the default of what a caller can set.
        string[] projects = ["src/Policies", "src/NodeAgent", "src/Rebalancer"];
        var violations = projects.SelectMany(project => Repository.Files(project, "*.cs"))
            .Where(path => Path.GetFileName(path) != "Program.cs" && !path.EndsWith("Registration.cs", StringComparison.Ordinal))
            .Where(path => Repository.Read(path).Contains("TimeProvider.System", StringComparison.Ordinal));

        Violations.None("TimeProvider.System stands only in Program.cs or a …Registration.cs.", violations);
    }

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Utc)?Now\b|\bDateTime\.Today\b|\bStopwatch\.\w+|\bnew Stopwatch\b|\bEnvironment\.TickCount\w*|\bThread\.Sleep\b|\bRandom\.Shared\b|\bnew Random\(\)|\bRS0030\b")]
    private static partial Regex RawClock();
}

using Xunit;

namespace PodMotion.Conventions.Tests;

internal static class Violations
{
    /// <summary>Fails with every violation on a line of its own.</summary>
    public static void None(string rule, IEnumerable<string> violations)
    {
        var list = violations.ToList();
        Assert.True(list.Count == 0, $"{rule}\n{string.Join('\n', list)}");
    }
}

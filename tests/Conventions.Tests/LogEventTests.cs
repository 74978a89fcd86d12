using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace PodMotion.Conventions.Tests;

public sealed partial class LogEventTests
{
    // First and last id of each project.
    private static readonly Dictionary<string, (int First, int Last)> Blocks = new()
    {
        ["Rebalancer"] = (1000, 1999),
        ["NodeAgent"] = (2000, 2999),
        ["Api"] = (3000, 3999),
    };

    [Fact]
    public void LoggerMessages_HaveAnIdInTheirProjectsBlock()
    {
        var violations = Messages()
            .Where(message => !IsInBlock(message.Path.Split('/')[1], message.Id))
            .Select(message => $"{message.Path}: {message.Id?.ToString(CultureInfo.InvariantCulture) ?? "no id"}");

        Violations.None("Log event ids: Rebalancer 1000–1999, NodeAgent 2000–2999, Api 3000–3999, Policies none.", violations);
    }

    [Fact]
    public void LoggerMessages_HaveIdsOfTheirOwn()
    {
        var violations = Messages().Where(message => message.Id is not null)
            .GroupBy(message => message.Id)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(message => message.Path))}");

        Violations.None("A log event id is used once.", violations);
    }

    private static IEnumerable<(string Path, int? Id)> Messages() =>
        from path in Repository.Files("src", "*.cs")
        from match in Attribute().Matches(Repository.Read(path))
        let id = match.Groups["id"]
        select (path, id.Success ? int.Parse(id.Value, CultureInfo.InvariantCulture) : (int?)null);

    private static bool IsInBlock(string project, int? id) =>
        id is not null && Blocks.TryGetValue(project, out var block) && id >= block.First && id <= block.Last;

    [GeneratedRegex(@"\[LoggerMessage\b(?:\s*\(\s*(?:EventId\s*=\s*|eventId:\s*)?(?<id>\d+))?")]
    private static partial Regex Attribute();
}

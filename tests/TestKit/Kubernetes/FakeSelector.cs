using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>Label and field selectors.</summary>
internal sealed partial class FakeSelector(string labels, string fields)
{
    private readonly string[] _labelTerms = Split(labels);
    private readonly string[] _fieldTerms = Split(fields);

    public static FakeSelector Of(FakeCall call) => new(call.QueryOf("labelSelector"), call.QueryOf("fieldSelector"));

    public bool Matches(JsonObject? value) =>
        value is not null
        && _labelTerms.All(term => Matches(term, name => (string?)value["metadata"]?["labels"]?[name]))
        && _fieldTerms.All(term => Matches(term, path => Field(value, path) ?? ""));

    private static bool Matches(string term, Func<string, string?> read)
    {
        if (SetTerm().Match(term) is { Success: true } set)
        {
            var listed = set.Groups[3].Value.Split(',', StringSplitOptions.TrimEntries).Contains(read(set.Groups[1].Value));
            return listed == (set.Groups[2].Value == "in");
        }

        var parts = EqualityOperator().Split(term, 2);
        return (parts.Length, term.Contains("!=", StringComparison.Ordinal), term[0] == '!') switch
        {
            (2, true, _) => read(parts[0].Trim()) != parts[1].Trim(),
            (2, false, _) => read(parts[0].Trim()) == parts[1].Trim(),
            (_, _, true) => read(term[1..].Trim()) is null,
            _ => read(term.Trim()) is not null,
        };
    }

    private static string? Field(JsonObject value, string path) =>
        path.Split('.').Aggregate((JsonNode?)value, (node, name) => (node as JsonObject)?[name])?.ToString();

    private static string[] Split(string selector) =>
        [.. CommaOutsideParentheses().Split(selector).Select(term => term.Trim()).Where(term => term.Length > 0)];

    [GeneratedRegex(@"^(\S+)\s+(in|notin)\s+\((.*)\)$")]
    private static partial Regex SetTerm();

    [GeneratedRegex("!=|==?")]
    private static partial Regex EqualityOperator();

    [GeneratedRegex(@",(?![^(]*\))")]
    private static partial Regex CommaOutsideParentheses();
}

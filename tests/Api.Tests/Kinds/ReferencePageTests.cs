using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Kinds;

public sealed partial class ReferencePageTests
{
    /// <summary>Fields that every Kubernetes object or condition has, and the inside of a label selector.</summary>
    private static readonly string[] Common =
    [
        "type", "status", "lastTransitionTime", "matchLabels", "matchExpressions", "key", "operator", "values",
    ];

    [Fact]
    public void ReferencePage_NamesEveryFieldAndEveryValue()
    {
        var page = File.ReadAllText(RepositoryFiles.PathOf("docs/api.md")) + File.ReadAllText(RepositoryFiles.PathOf("docs/migration.md"));
        var words = Word().Matches(page).Select(word => word.Value).ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var kind in KindUnderTest.All)
        {
            foreach (var part in (string[])["spec", "status"])
            {
                Collect(kind.Schema["properties"]![part]!.AsObject(), $"{kind.Kind}.{part}", words, missing);
            }
        }

        Assert.True(missing.Count == 0, "docs/api.md does not name:\n" + string.Join("\n", missing));
    }

    private static void Collect(JsonObject schema, string path, HashSet<string> words, List<string> missing)
    {
        var values = schema["enum"]?.AsArray().Select(value => (string)value!) ?? [];
        missing.AddRange(values.Where(value => !words.Contains(value)).Select(value => $"{path}: value {value}"));
        foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
        {
            if (!words.Contains(name) && !Common.Contains(name))
            {
                missing.Add($"{path}.{name}");
            }

            Collect(field!.AsObject(), $"{path}.{name}", words, missing);
        }

        if (schema["items"] is JsonObject items)
        {
            Collect(items, path, words, missing);
        }
    }

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();
}

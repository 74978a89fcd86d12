using System.Text.Json.Nodes;
using Xunit;

namespace PodMotion.Api.Tests.Kinds;

public sealed class SchemaTests
{
    public static TheoryData<string> Kinds => [.. KindUnderTest.All.Select(kind => kind.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_ComparedWithTheRecord_HasTheSameFieldsTypesEnumsAndDefaults(string kind)
    {
        var differences = SchemaComparison.Compare(Find(kind));

        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Schema_EveryField_IsBounded(string kind)
    {
        var unbounded = new List<string>();
        foreach (var part in (string[])["spec", "status"])
        {
            CollectUnbounded(Find(kind).Schema["properties"]![part]!.AsObject(), part, unbounded);
        }

        Assert.True(unbounded.Count == 0, string.Join("\n", unbounded));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Definition_Names_AreThoseOfTheGroup(string kind)
    {
        var expected = Find(kind);
        var spec = expected.Definition["spec"]!;

        Assert.Equal(PodMotionGroup.Group, (string?)spec["group"]);
        Assert.Equal(expected.Kind, (string?)spec["names"]!["kind"]);
        Assert.Equal(expected.Namespaced ? "Namespaced" : "Cluster", (string?)spec["scope"]);
        Assert.Equal(PodMotionGroup.Version, (string?)spec["versions"]!.AsArray().Single()!["name"]);
        Assert.Equal($"{expected.Plural}.{PodMotionGroup.Group}", (string?)expected.Definition["metadata"]!["name"]);
    }

    [Fact]
    public void PodMigrationColumns_WithoutWide_TellWhereItStandsAndWhy()
    {
        var version = Find(nameof(PodMigration)).Definition["spec"]!["versions"]!.AsArray().Single()!;
        var columns = version["additionalPrinterColumns"]!.AsArray().Where(column => column!["priority"] is null).Select(column => (string?)column!["name"]);

        Assert.Equal(["Phase", "Source", "Target", "Reason", "Freeze-ms", "Age"], columns);
    }

    private static KindUnderTest Find(string kind) => KindUnderTest.All.Single(candidate => candidate.Kind == kind);

    private static void CollectUnbounded(JsonObject schema, string path, List<string> found)
    {
        string[] limits = (string?)schema["type"] switch
        {
            "array" => ["maxItems", "x-kubernetes-list-type"],
            "object" when schema["additionalProperties"] is not null => ["maxProperties"],
            "string" when schema["enum"] is null && schema["format"] is null => ["maxLength"],
            "integer" => ["minimum", "format"],
            _ => [],
        };
        found.AddRange(limits.Where(limit => schema[limit] is null).Select(limit => $"{path}: {limit} is missing"));
        foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
        {
            CollectUnbounded(field!.AsObject(), $"{path}.{name}", found);
        }

        foreach (var inner in new[] { schema["items"], schema["additionalProperties"] }.OfType<JsonObject>())
        {
            CollectUnbounded(inner, $"{path}[]", found);
        }
    }
}

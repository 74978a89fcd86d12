using System.Text.Json.Nodes;
using PodMotion.TestKit;

namespace PodMotion.Api.Tests.Kinds;

/// <summary>A kind with its record and with its CRD as the repository has it.</summary>
public sealed record KindUnderTest(string Kind, string Plural, bool Namespaced, Type Record)
{
    /// <summary>All kinds that PodMotion declares.</summary>
    public static IReadOnlyList<KindUnderTest> All { get; } =
    [
        new(nameof(PodMigration), "podmigrations", true, typeof(PodMigration)),
        new(nameof(MigrationPolicy), "migrationpolicies", false, typeof(MigrationPolicy)),
        new(nameof(NodeMigrationCapacity), "nodemigrationcapacities", false, typeof(NodeMigrationCapacity)),
    ];

    /// <summary>The CRD, read from <c>crds/</c>.</summary>
    public JsonObject Definition { get; } = YamlFile.Read(RepositoryFiles.PathOf($"crds/{Plural}.yaml")).Single();

    /// <summary>The schema of the only version.</summary>
    public JsonObject Schema => Definition["spec"]!["versions"]!.AsArray().Single()!["schema"]!["openAPIV3Schema"]!.AsObject();

    /// <summary>The kind of an object; null where it is none of ours.</summary>
    public static KindUnderTest? Of(JsonObject value) => All.SingleOrDefault(kind => kind.Kind == (string?)value["kind"]);
}

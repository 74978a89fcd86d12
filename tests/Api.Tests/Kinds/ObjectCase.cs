using System.Text.Json.Nodes;
using PodMotion.TestKit;

namespace PodMotion.Api.Tests.Kinds;

/// <summary>An object, and whether an API server must take it.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Accepted">Whether it is taken.</param>
/// <param name="Because">For an object that is refused: part of the server's sentence.</param>
/// <param name="Old">The object that is there before; null for none.</param>
/// <param name="Value">The object.</param>
internal sealed record ObjectCase(int Number, bool Accepted, string? Because, JsonObject? Old, JsonObject Value)
{
    /// <summary>The cases of <c>objects.yaml</c>.</summary>
    public static IReadOnlyList<ObjectCase> ReadAll() =>
        [.. YamlFile.Read(RepositoryFiles.PathOf("tests/Api.Tests/Kinds/objects.yaml")).Select(Parse)];

    private static ObjectCase Parse(JsonObject document, int index) => new(
        index + 1,
        (string?)document["expect"] switch
        {
            "accept" => true,
            "reject" => false,
            var other => throw new FormatException($"objects.yaml: document {index + 1} expects '{other}'; it can expect 'accept' or 'reject'."),
        },
        (string?)document["because"],
        document["old"]?.AsObject(),
        document["object"]!.AsObject());
}

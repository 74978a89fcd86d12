using System.Text.Json.Nodes;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Kinds;

public sealed class ApiServerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [RealApiServerFact]
    public async Task Objects_OnARealApiServer_AreAcceptedAndRefusedAsListed()
    {
        using var limit = new CancellationTokenSource(Limit);
        using var server = await ApiServerUnderTest.StartAsync(limit.Token);
        var surprises = new List<string>();

        foreach (var example in ObjectCase.ReadAll())
        {
            var refusal = await server.TryAsync(example.Old, example.Value, limit.Token);
            if (!AsExpected(example, refusal))
            {
                surprises.Add($"objects.yaml: document {example.Number} should be {(example.Accepted ? "accepted" : $"refused with '{example.Because}'")}, "
                    + $"the server says: {refusal ?? "accepted"}");
            }
        }

        Assert.True(surprises.Count == 0, string.Join("\n", surprises));
    }

    [RealApiServerFact]
    public async Task Samples_OnARealApiServer_AreStoredWithTheDefaultsThatTheRecordsHave()
    {
        using var limit = new CancellationTokenSource(Limit);
        using var server = await ApiServerUnderTest.StartAsync(limit.Token);
        var files = Directory.EnumerateFiles(RepositoryFiles.PathOf("samples"), "*.yaml", SearchOption.AllDirectories);

        foreach (var sample in files.SelectMany(YamlFile.Read).Where(value => KindUnderTest.Of(value) is not null))
        {
            var stored = await server.StoreAsync(sample, limit.Token);

            var expected = sample["spec"]!.DeepClone();
            StructuralDefaults.Apply(KindUnderTest.Of(sample)!.Schema["properties"]!["spec"]!.AsObject(), expected);
            Assert.True(JsonNode.DeepEquals(expected, stored["spec"]), $"{sample["metadata"]!["name"]}: expected {expected}\nstored {stored["spec"]}");
        }
    }

    private static bool AsExpected(ObjectCase example, string? refusal) =>
        example.Accepted ? refusal is null : refusal is not null && refusal.Contains(example.Because!, StringComparison.Ordinal);
}

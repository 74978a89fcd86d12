using System.Text.Json;
using System.Text.Json.Nodes;
using PodMotion.Api.Kubernetes;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Kinds;

public sealed class SampleTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(RepositoryFiles.PathOf("samples"), "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file))
            .Order(StringComparer.Ordinal)];

    /// <summary>What the record writes is what the API server would store: nothing of the sample is lost, and every default is the same.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_ReadAsRecordAndWritten_IsTheSampleWithDefaults(string file)
    {
        foreach (var sample in YamlFile.Read(RepositoryFiles.PathOf(file)))
        {
            if (KindUnderTest.Of(sample) is { } kind)
            {
                var stored = sample.DeepClone();
                StructuralDefaults.Apply(kind.Schema, stored);

                var written = JsonSerializer.SerializeToNode(sample.Deserialize(kind.Record, KubeJson.Options), kind.Record, KubeJson.Options);

                Assert.True(JsonNode.DeepEquals(stored, written), $"{file}:\nstored  {stored}\nwritten {written}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_FirstLine_SaysWhatItDoes(string file)
    {
        var lines = File.ReadLines(RepositoryFiles.PathOf(file));

        Assert.StartsWith("# ", lines.First(), StringComparison.Ordinal);
    }
}

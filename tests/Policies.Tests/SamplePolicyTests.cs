using System.Text.Json;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Policies.Tests;

public sealed class SamplePolicyTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(RepositoryFiles.PathOf("samples"), "migrationpolicy.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Compile_SamplePolicy_FindsNothingWrong(string file)
    {
        var policy = YamlFile.Read(RepositoryFiles.PathOf(file)).Single().Deserialize<MigrationPolicy>(KubeJson.Options)!;

        var compilation = PolicyCompiler.Compile(policy);

        Assert.True(compilation.Policy is not null, string.Join("\n", compilation.Errors.Select(error => error.Message)));
    }
}

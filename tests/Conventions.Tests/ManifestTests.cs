using PodMotion.Api;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace PodMotion.Conventions.Tests;

public sealed class ManifestTests
{
    private const string Group = "migration.podmotion.io";

    [Fact]
    public void Crds_ListThePhasesOfTheCode()
    {
        var listings = Definitions()
            .Where(definition => Yaml.Text(definition, "spec", "names", "kind") == "PodMigration")
            .SelectMany(definition => definition.AllNodes)
            .Select(node => Yaml.Find(node, "enum"))
            .OfType<YamlSequenceNode>()
            .Select(list => list.Select(value => ((YamlScalarNode)value).Value!).ToList())
            .Where(list => list.Contains(nameof(MigrationPhase.RollingBack)))
            .ToList();

        Assert.NotEmpty(listings);
        Assert.All(listings, list => Assert.Equal(Enum.GetNames<MigrationPhase>(), list));
    }

    [Fact]
    public void Manifests_HaveVersionKindAndName()
    {
        var violations =
            from path in Manifests()
            from document in Yaml.Documents(path)
            where Yaml.Text(document, "apiVersion") is null || Yaml.Text(document, "kind") is null || Yaml.Text(document, "metadata", "name") is null
            select path;

        Violations.None("Every manifest has apiVersion, kind and metadata.name.", violations);
    }

    [Fact]
    public void Manifests_UseKindsThatTheCrdsServe()
    {
        var served = Definitions().SelectMany(Served).ToHashSet(StringComparer.Ordinal);
        var violations =
            from path in Manifests()
            from document in Yaml.Documents(path)
            let version = Yaml.Text(document, "apiVersion") ?? ""
            let kind = $"{version} {Yaml.Text(document, "kind")}"
            where version.StartsWith(Group + "/", StringComparison.Ordinal) && !served.Contains(kind)
            select $"{path}: {kind}";

        Violations.None($"The CRDs serve: {string.Join(", ", served)}.", violations);
    }

    [Fact]
    public void Samples_ShowEveryKindOfTheCrds()
    {
        var shown = Repository.Files("samples", "*.yaml").SelectMany(Yaml.Documents).Select(document => Yaml.Text(document, "kind"));
        var kinds = Definitions().Select(definition => Yaml.Text(definition, "spec", "names", "kind"));

        Violations.None("Each kind has a sample.", kinds.Except(shown).OfType<string>());
    }

    private static IEnumerable<string> Manifests() => Repository.Files("samples", "*.yaml").Concat(Repository.Files("deploy", "*.yaml"));

    private static IEnumerable<YamlNode> Definitions() => Repository.Files("crds", "*.yaml").SelectMany(Yaml.Documents);

    private static IEnumerable<string> Served(YamlNode definition) =>
        from version in (YamlSequenceNode)Yaml.Find(definition, "spec", "versions")!
        where Yaml.Text(version, "served") == "true"
        select $"{Yaml.Text(definition, "spec", "group")}/{Yaml.Text(version, "name")} {Yaml.Text(definition, "spec", "names", "kind")}";
}

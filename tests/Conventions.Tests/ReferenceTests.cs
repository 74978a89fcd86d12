using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace PodMotion.Conventions.Tests;

public sealed class ReferenceTests
{
    // The direct references a project may have to others of ours.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Api"] = [],
        ["Policies"] = ["Api"],
        ["NodeAgent"] = ["Api"],
        ["Rebalancer"] = ["Api", "Policies"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Fact]
    public void SourceProjects_AreTheOnesThatTheRuleNames()
    {
        Assert.Equal(Allowed.Keys.Order(), Repository.Files("src", "*.csproj").Select(path => Path.GetFileNameWithoutExtension(path)!).Order());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectReferences_LeadOnlyWhereAllowed(string project)
    {
        var references = XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Violations.None($"src/{project} may reference only: {string.Join(", ", Allowed[project])}.", references.Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void ReferencedAssemblies_LeadOnlyWhereAllowed(string project)
    {
        const string Prefix = "PodMotion.";
        var references = Assembly.Load(Prefix + project).GetReferencedAssemblies()
            .Select(assembly => assembly.Name ?? "")
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]);

        Violations.None($"PodMotion.{project} may use only: {string.Join(", ", Allowed[project])}.", references.Except(Allowed[project]));
    }
}

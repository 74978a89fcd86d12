using System.Text.Json;
using AutoFixture;
using PodMotion.Api.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kinds;

public sealed class RoundTripTests
{
    [Fact]
    public void PodMigration_WithEveryFieldSet_SurvivesJson() => AssertSurvives<PodMigration>();

    [Fact]
    public void MigrationPolicy_WithEveryFieldSet_SurvivesJson() => AssertSurvives<MigrationPolicy>();

    [Fact]
    public void NodeMigrationCapacity_WithEveryFieldSet_SurvivesJson() => AssertSurvives<NodeMigrationCapacity>();

    [Fact]
    public void PodMigration_OfAUser_WritesNoStatusAndNoOrigin()
    {
        var migration = new PodMigration { Metadata = new() { Name = "m", Namespace = "n" }, Spec = new() { PodName = "p", PodNamespace = "n" } };

        var json = JsonSerializer.Serialize(migration, KubeJson.Options);

        Assert.Equal(
            """{"apiVersion":"migration.podmotion.io/v1alpha1","kind":"PodMigration","metadata":{"name":"m","namespace":"n"}"""
            + ""","spec":{"podName":"p","podNamespace":"n","mode":"PreCopy","tcpPreservationMode":"None","dryRun":false,"completionTimeoutSeconds":600}}""",
            json);
    }

    private static void AssertSurvives<T>()
    {
        var value = new Fixture().Create<T>();
        var once = JsonSerializer.Serialize(value, KubeJson.Options);

        var twice = JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(once, KubeJson.Options), KubeJson.Options);

        Assert.Equal(once, twice);
        Assert.DoesNotContain("null", once, StringComparison.Ordinal);
    }
}

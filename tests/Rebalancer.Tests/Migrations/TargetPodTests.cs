using System.Text.Json.Nodes;
using PodMotion.Api;
using PodMotion.Rebalancer.Migrations;
using PodMotion.Rebalancer.Tests.Fakes;
using Xunit;

namespace PodMotion.Rebalancer.Tests.Migrations;

public sealed class TargetPodTests
{
    private static readonly JsonObject Source = JsonNode.Parse("""
        {
          "apiVersion": "v1", "kind": "Pod",
          "metadata": {
            "name": "web-0", "namespace": "prod", "uid": "source", "resourceVersion": "7", "generateName": "web-",
            "labels": {"app": "web"},
            "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{}", "note": "kept"},
            "ownerReferences": [{"kind": "ReplicaSet", "name": "web"}], "finalizers": ["x/y"]
          },
          "spec": {
            "nodeName": "n1", "schedulerName": "default-scheduler", "priority": 0, "preemptionPolicy": "PreemptLowerPriority",
            "runtimeClassName": "podmotion", "serviceAccountName": "default",
            "initContainers": [{"name": "first"}],
            "containers": [{
              "name": "redis", "image": "redis",
              "lifecycle": {"postStart": {"exec": {"command": ["x"]}}, "preStop": {"exec": {"command": ["y"]}}},
              "volumeMounts": [{"name": "default-token-abcde", "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount", "readOnly": true}]
            }],
            "volumes": [{"name": "default-token-abcde", "secret": {"secretName": "default-token-abcde"}}]
          },
          "status": {"phase": "Running"}
        }
        """)!.AsObject();

    private static readonly string[] Dropped = ["nodeName", "priority", "preemptionPolicy", "initContainers"];

    private readonly JsonObject target = TargetPod.From(Source, Objects.Migration() with { Status = new() { TargetPodName = "web-0-m1", SourcePodUID = "source" } });

    [Fact]
    public void From_ARunningPod_IsBoundToNoNodeAndOwnedByNobody()
    {
        var spec = target["spec"]!.AsObject();

        Assert.Equal("podmotion", (string?)spec["schedulerName"]);
        Assert.All(Dropped, field => Assert.False(spec.ContainsKey(field), field));
        Assert.Equal(["annotations", "labels", "name", "namespace"], target["metadata"]!.AsObject().Select(static field => field.Key).Order(StringComparer.Ordinal));
        Assert.False(target.ContainsKey("status"));
    }

    [Fact]
    public void From_ARunningPod_CarriesLabelsAndNamesItsMigration()
    {
        var metadata = target["metadata"]!;

        Assert.Equal("""{"app":"web","migration.podmotion.io/migration":"move-web"}""", metadata["labels"]!.ToJsonString());
        Assert.Equal("kept", (string?)metadata["annotations"]!["note"]);
        Assert.Equal("source", (string?)metadata["annotations"]![PodMotionGroup.SourcePodUidAnnotation]);
        Assert.Equal(World.MigrationUid, (string?)metadata["annotations"]![PodMotionGroup.MigrationUidAnnotation]);
        Assert.Null(metadata["annotations"]!["kubectl.kubernetes.io/last-applied-configuration"]);
    }

    [Fact]
    public void From_ARunningPod_KeepsMountsAndTheHostsName()
    {
        var spec = target["spec"]!;

        Assert.Equal(Source["spec"]!["volumes"]!.ToJsonString(), spec["volumes"]!.ToJsonString());
        Assert.Equal(Source["spec"]!["containers"]![0]!["volumeMounts"]!.ToJsonString(), spec["containers"]![0]!["volumeMounts"]!.ToJsonString());
        Assert.Equal("web-0", (string?)spec["hostname"]);
    }

    [Fact]
    public void From_AContainerWithHooks_DropsPostStartOnly() =>
        Assert.Equal("""{"preStop":{"exec":{"command":["y"]}}}""", target["spec"]!["containers"]![0]!["lifecycle"]!.ToJsonString());

    [Theory]
    [InlineData("web-0", "web-0-m1")]
    [InlineData("web-0-m1", "web-0-m3")]
    [InlineData("web-m", "web-m-m1")]
    [InlineData("-m1", "-m1-m1")]
    public void Next_Names_CountUp(string source, string expected) => Assert.Equal(expected, TargetPodName.Next(source, static name => name == "web-0-m2"));
}

using System.Text.Json;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class KubeJsonTests
{
    [Fact]
    public void Serialize_EmptyMembers_NotSent() =>
        Assert.Equal("""{"metadata":{"name":"one","namespace":"default"},"spec":{}}""", JsonSerializer.Serialize(Story.Named("one"), KubeJson.Options));

    [Fact]
    public void Deserialize_NullsOfTheServer_LeaveDefaults()
    {
        var pod = Read<Pod>("""{"metadata":{"name":"a","creationTimestamp":null,"labels":null,"finalizers":null},"spec":{"containers":null},"status":null}""");

        Assert.Null(pod.Metadata.CreationTimestamp);
        Assert.Empty(pod.Metadata.Labels);
        Assert.Empty(pod.Spec.Containers);
        Assert.NotNull(pod.Status);
    }

    [Fact]
    public void Deserialize_RealPod_FieldsAreRead()
    {
        var pod = Read<Pod>("""
            {"spec":{"nodeName":"n1","hostPID":true,"hostIPC":true,"volumes":[{"name":"v","emptyDir":{}}],
              "containers":[{"name":"c","resources":{"requests":{"cpu":"100m"},"limits":{"memory":"64Mi"}},"ports":[{"containerPort":80,"hostPort":8080}],"securityContext":{"privileged":true}}]},
             "status":{"podIP":"10.0.0.1","podIPs":[{"ip":"10.0.0.1"}],"qosClass":"Burstable","containerStatuses":[{"name":"c","containerID":"containerd://x","state":{"running":{"startedAt":"2030-01-01T14:00:00+02:00"}}}]}}
            """);

        var container = Assert.Single(pod.Spec.Containers);
        Assert.True(pod.Spec is { HostPID: true, HostIPC: true, HostNetwork: false });
        Assert.True(Assert.Single(pod.Spec.Volumes).Source!.ContainsKey("emptyDir"));
        Assert.Equal((80, 8080), (container.Ports[0].ContainerPortNumber, container.Ports[0].HostPort));
        Assert.Equal((0.1m, 67108864m), (container.Resources.Requests["cpu"].Value, container.Resources.Limits["memory"].Value));
        Assert.Equal(("10.0.0.1", "10.0.0.1", "Burstable"), (pod.Status.PodIP, pod.Status.PodIPs[0].Ip, pod.Status.QosClass));
        Assert.Equal(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero), pod.Status.ContainerStatuses[0].State.Running?.StartedAt);
    }

    [Theory]
    [InlineData(0, "2030-01-01T12:00:00Z", "2030-01-01T12:00:00.000000Z")]
    [InlineData(1_500_000, "2030-01-01T12:00:00.15Z", "2030-01-01T12:00:00.150000Z")]
    public void Serialize_Times_UtcAndMicrosecondsWhereTheServerWantsThem(long ticks, string time, string microTime)
    {
        var local = new DateTimeOffset(2030, 1, 1, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(ticks);

        Assert.Equal($"\"{time}\"", JsonSerializer.Serialize(local, KubeJson.Options));
        Assert.Equal($"{{\"renewTime\":\"{microTime}\"}}", JsonSerializer.Serialize(new LeaseSpec { RenewTime = local }, KubeJson.Options));
    }

    [Fact]
    public void Read_FieldOfAnotherShape_NamesObjectAndField()
    {
        var raw = JsonSerializer.Deserialize<System.Text.Json.Nodes.JsonObject>("""{"metadata":{"name":"a","namespace":"b"},"spec":{"priority":"high"}}""")!;

        var error = Assert.Throws<KubeException>(() => KubeObject.Read<Pod>(raw));

        Assert.Equal("Pod 'b/a' cannot be read: field $.spec.priority has another shape than expected.", error.Message);
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, KubeJson.Options)!;
}

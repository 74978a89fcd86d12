using System.Text.Json;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Policies.Eligibility;
using Xunit;

namespace PodMotion.Policies.Tests.Eligibility;

public sealed class EligibilityChainTests
{
    public static TheoryData<string, Pod> Unmovable { get; } = new()
    {
        { "RuntimeClass", Spec(static spec => spec with { RuntimeClassName = null }) },
        { "NotRunning", A.MovablePod() with { Status = new PodStatus { Phase = "Pending" } } },
        { "BeingDeleted", Meta(static meta => meta with { DeletionTimestamp = A.Noon }) },
        { "ContainerNotRunning", A.MovablePod() with { Status = new PodStatus { Phase = "Running", ContainerStatuses = [new ContainerStatus { Name = "web" }] } } },
        { "OptedOut", Meta(static meta => meta with { Annotations = new Dictionary<string, string> { [PodMotionGroup.AllowAnnotation] = "false" } }) },
        { "ProtectedNamespace", Meta(static meta => meta with { Namespace = "kube-system" }) },
        { "Owned", Meta(static meta => meta with { OwnerReferences = [new OwnerReference { Kind = "ReplicaSet", Name = "web" }] }) },
        { "MultipleContainers", Spec(static spec => spec with { Containers = [.. spec.Containers, new Container { Name = "sidecar" }] }) },
        { "InitContainer", Spec(static spec => spec with { InitContainers = [new Container { Name = "first" }] }) },
        { "EphemeralContainers", Spec(static spec => spec with { EphemeralContainers = [Json("{}")] }) },
        { "HostNetwork", Spec(static spec => spec with { HostNetwork = true }) },
        { "HostPID", Spec(static spec => spec with { HostPID = true }) },
        { "HostIPC", Spec(static spec => spec with { HostIPC = true }) },
        { "HostPort", Only(static container => container with { Ports = [new ContainerPort { HostPort = 80 }] }) },
        { "Privileged", Only(static container => container with { SecurityContext = new SecurityContext { Privileged = true } }) },
        { "HostPathVolume", Spec(static spec => spec with { Volumes = [Volume("hostPath")] }) },
        { "UnsupportedVolume", Spec(static spec => spec with { Volumes = [Volume("persistentVolumeClaim")] }) },
        { "BlockVolume", Only(static container => container with { VolumeDevices = [Json("{}")] }) },
        { "ExtendedResource", Only(static container => container with { Resources = new ResourceRequirements { Limits = Amount("nvidia.com/gpu") } }) },
        { "PodAffinity", Spec(static spec => spec with { Affinity = Json("""{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{}]}}""") }) },
    };

    [Theory]
    [MemberData(nameof(Unmovable))]
    public void Blockers_OfAPodWithOneObstacle_NamesIt(string reason, Pod pod)
    {
        var blocker = Assert.Single(EligibilityChain.Blockers(pod));

        Assert.Equal(reason, blocker.Reason);
        Assert.EndsWith(".", blocker.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blockers_OfAMovablePod_AreNone()
    {
        var pod = Spec(static spec => spec with
        {
            Volumes = [Volume("configMap"), Volume("secret"), Volume("projected"), Volume("downwardAPI"), Volume("emptyDir"), new Volume { Name = "bare" }],
            Affinity = Json("""{"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{}]}}"""),
        });

        Assert.Empty(EligibilityChain.Blockers(pod));
    }

    [Fact]
    public void Blockers_OfSeveralObstacles_NamesAll()
    {
        var pod = Spec(static spec => spec with { HostNetwork = true, HostPID = true, RuntimeClassName = "runc" });

        Assert.Equal(["RuntimeClass", "HostNetwork", "HostPID"], EligibilityChain.Blockers(pod).Select(static blocker => blocker.Reason));
    }

    private static Pod Meta(Func<ObjectMeta, ObjectMeta> change) => A.MovablePod() with { Metadata = change(A.MovablePod().Metadata) };

    private static Pod Spec(Func<PodSpec, PodSpec> change) => A.MovablePod() with { Spec = change(A.MovablePod().Spec) };

    private static Pod Only(Func<Container, Container> change) => Spec(spec => spec with { Containers = [change(spec.Containers[0])] });

    private static Volume Volume(string source) =>
        new() { Name = "files", Source = new Dictionary<string, JsonElement> { [source] = Json("{}") } };

    private static Dictionary<string, Quantity> Amount(string resource) => new() { [resource] = Quantity.Parse("1") };

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Rebalancer.Tests.Fakes;

/// <summary>The objects that scenarios begin with.</summary>
public static class Objects
{
    public static PodStatus RunningStatus { get; } = new()
    {
        Phase = "Running",
        PodIP = "10.0.0.7",
        Conditions = [new() { Type = "Ready", Status = "True" }],
        ContainerStatuses = [new() { Name = "redis", Ready = true, State = new() { Running = new() } }],
    };

    public static Node Node(string name, bool ready = true) => new()
    {
        Metadata = new() { Name = name },
        Status = new()
        {
            Addresses = [new() { Type = "InternalIP", Address = "127.0.0.1" }],
            Conditions = [new() { Type = "Ready", Status = ready ? "True" : "False" }],
            Allocatable = new Dictionary<string, Quantity>
            {
                ["cpu"] = Quantity.Parse("4"),
                ["memory"] = Quantity.Parse("8Gi"),
                ["pods"] = Quantity.Parse("110"),
            },
        },
    };

    public static Pod Pod() => new()
    {
        Metadata = new() { Namespace = "prod", Name = "web-0", Uid = "source", Labels = new Dictionary<string, string> { ["app"] = "web" } },
        Spec = new()
        {
            NodeName = "n1",
            RuntimeClassName = PodMotionGroup.RuntimeClassName,
            Containers = [new() { Name = "redis", Image = "redis" }],
        },
        Status = RunningStatus,
    };

    public static PodMigration Migration(TcpPreservationMode tcp = TcpPreservationMode.None) => new()
    {
        Metadata = new() { Namespace = "prod", Name = "move-web", Uid = World.MigrationUid, Generation = 1 },
        Spec = new() { PodName = "web-0", PodNamespace = "prod", TargetNodeName = "n2", TcpPreservationMode = tcp },
    };
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Tests;

/// <summary>Builders: valid things, to be changed by <c>with</c> where a test is about something.</summary>
internal static class A
{
    public const long GiB = 1L << 30;

    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static NodeView Node(string name, double usedCores = 0, double usedGiB = 0) => new()
    {
        Name = name,
        Labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = name },
        Ready = true,
        AllocatableCores = 4,
        AllocatableMemoryBytes = 16 * GiB,
        AllocatablePods = 110,
        AgentReady = true,
        AgentCapable = true,
        Usage = new UsageSample(usedCores, (long)(usedGiB * GiB), Noon),
    };

    public static PodView Pod(string name, string node, double usedCores = 0.5, double usedGiB = 1) => new()
    {
        Namespace = "prod",
        Name = name,
        Uid = $"uid-{name}",
        NodeName = node,
        RequestedCores = 0.1,
        RequestedMemoryBytes = GiB / 4,
        Usage = new UsageSample(usedCores, (long)(usedGiB * GiB), Noon),
        Running = true,
        Ready = true,
    };

    public static MoveInFlight InFlight(PodView pod, string target) => new()
    {
        MigrationName = $"{pod.Name}-migration",
        PodNamespace = pod.Namespace,
        PodName = pod.Name,
        SourcePodUid = pod.Uid,
        SourceNode = pod.NodeName,
        TargetNode = target,
    };

    public static ClusterSnapshot Snapshot(NodeView[] nodes, params PodView[] pods) => new() { Time = Noon, Nodes = nodes, Pods = pods };

    public static PolicyTrigger Trigger(string expression = "node.cpu.usagePercent > 70", string? clear = "node.cpu.usagePercent < 50") =>
        new() { Name = "hot", Expression = expression, ClearExpression = clear };

    public static MigrationPolicy Policy(params PolicyTrigger[] triggers) => new()
    {
        Metadata = new ObjectMeta { Name = "relieve" },
        Spec = new MigrationPolicySpec { Action = PolicyAction.Enforce, Triggers = triggers.Length == 0 ? [Trigger()] : triggers },
    };

    public static CompiledPolicy Compiled(MigrationPolicy policy)
    {
        var compilation = PolicyCompiler.Compile(policy);
        return compilation.Policy ?? throw new InvalidOperationException(string.Join(" ", compilation.Errors.Select(static error => error.Message)));
    }

    public static Pod MovablePod() => new()
    {
        Metadata = new ObjectMeta { Name = "web-0", Namespace = "prod", Uid = "uid-web-0" },
        Spec = new PodSpec
        {
            NodeName = "n1",
            RuntimeClassName = PodMotionGroup.RuntimeClassName,
            Containers = [new Container { Name = "web" }],
        },
        Status = new PodStatus
        {
            Phase = "Running",
            ContainerStatuses = [new ContainerStatus { Name = "web", State = new ContainerState { Running = new ContainerRunning() } }],
        },
    };
}

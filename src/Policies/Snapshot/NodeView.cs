using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Snapshot;

/// <summary>A node as decisions see it.</summary>
public sealed record NodeView
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>What pods must tolerate.</summary>
    public IReadOnlyList<Taint> Taints { get; init; } = [];

    /// <summary>Whether it is cordoned.</summary>
    public bool Unschedulable { get; init; }

    /// <summary>Whether its condition <c>Ready</c> is True.</summary>
    public bool Ready { get; init; }

    /// <summary>Cores that pods may use.</summary>
    public double AllocatableCores { get; init; }

    /// <summary>Bytes of memory that pods may use.</summary>
    public long AllocatableMemoryBytes { get; init; }

    /// <summary>Pods that it may run.</summary>
    public int AllocatablePods { get; init; }

    /// <summary>Whether its agent answers.</summary>
    public bool AgentReady { get; init; }

    /// <summary>Whether its agent can checkpoint and restore.</summary>
    public bool AgentCapable { get; init; }

    /// <summary>One sentence of the agent: why not, where it is not ready or not capable.</summary>
    public string? AgentMessage { get; init; }

    /// <summary>What it uses; null where no agent has said so yet.</summary>
    public UsageSample? Usage { get; init; }

    /// <summary>Directions in which no new migration starts.</summary>
    public PauseDirection Paused { get; init; } = PauseDirection.None;

    /// <summary>The view of a node object; what its agent says is added by <c>with</c>.</summary>
    public static NodeView Of(Node node) => new()
    {
        Name = node.Metadata.Name,
        Labels = node.Metadata.Labels,
        Taints = node.Spec.Taints,
        Unschedulable = node.Spec.Unschedulable,
        Ready = node.Status.Conditions.Any(static condition => condition is { Type: "Ready", Status: "True" }),
        AllocatableCores = (double)node.Status.Allocatable.GetValueOrDefault("cpu").Value,
        AllocatableMemoryBytes = (long)node.Status.Allocatable.GetValueOrDefault("memory").Value,
        AllocatablePods = (int)node.Status.Allocatable.GetValueOrDefault("pods").Value,
    };
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Policies.Eligibility;

namespace PodMotion.Policies.Snapshot;

/// <summary>A pod that has not ended, as decisions see it.</summary>
public sealed record PodView
{
    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The identity.</summary>
    public required string Uid { get; init; }

    /// <summary>The node that it is bound to; null while unscheduled.</summary>
    public string? NodeName { get; init; }

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Cores that it asks for, all containers together.</summary>
    public double RequestedCores { get; init; }

    /// <summary>Bytes of memory that it asks for, all containers together.</summary>
    public long RequestedMemoryBytes { get; init; }

    /// <summary>What it uses; null where no agent has said so yet.</summary>
    public UsageSample? Usage { get; init; }

    /// <summary>Taints that it puts up with.</summary>
    public IReadOnlyList<Toleration> Tolerations { get; init; } = [];

    /// <summary>Labels that its node must have.</summary>
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = new Dictionary<string, string>();

    /// <summary>The required node affinity: one of these terms must match; null where there is no such rule.</summary>
    public IReadOnlyList<NodeTerm>? RequiredNodeTerms { get; init; }

    /// <summary>The priority that admission worked out.</summary>
    public int Priority { get; init; }

    /// <summary>Whether its phase is Running and its deletion was not asked for.</summary>
    public bool Running { get; init; }

    /// <summary>Whether its condition <c>Ready</c> is True.</summary>
    public bool Ready { get; init; }

    /// <summary>Everything about the pod itself that stands against moving it; empty for a pod that can move.</summary>
    public IReadOnlyList<MigrationBlocker> Blockers { get; init; } = [];

    /// <summary>Namespace and name, as operators write it.</summary>
    public string Key => $"{Namespace}/{Name}";

    /// <summary>The view of a pod object, blockers included.</summary>
    public static PodView Of(Pod pod, UsageSample? usage) => new()
    {
        Namespace = pod.Metadata.Namespace,
        Name = pod.Metadata.Name,
        Uid = pod.Metadata.Uid,
        NodeName = string.IsNullOrEmpty(pod.Spec.NodeName) ? null : pod.Spec.NodeName,
        Labels = pod.Metadata.Labels,
        RequestedCores = (double)PodRequests.Of(pod.Spec, "cpu"),
        RequestedMemoryBytes = (long)PodRequests.Of(pod.Spec, "memory"),
        Usage = usage,
        Tolerations = pod.Spec.Tolerations,
        NodeSelector = pod.Spec.NodeSelector,
        RequiredNodeTerms = NodeAffinity.RequiredTerms(pod.Spec.Affinity),
        Priority = pod.Spec.Priority ?? 0,
        Running = pod.Status.Phase == "Running" && pod.Metadata.DeletionTimestamp is null,
        Ready = pod.Status.Conditions.Any(static condition => condition is { Type: "Ready", Status: "True" }),
        Blockers = EligibilityChain.Blockers(pod),
    };
}

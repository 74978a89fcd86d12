namespace PodMotion.Api.Kubernetes.Model;

/// <summary>What kubelet last said about a pod.</summary>
public sealed record PodStatus
{
    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string? Phase { get; init; }

    /// <summary>One word why, such as <c>Evicted</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>One sentence why.</summary>
    public string? Message { get; init; }

    /// <summary>The primary address.</summary>
    public string? PodIP { get; init; }

    /// <summary>All addresses.</summary>
    public IReadOnlyList<PodAddress> PodIPs { get; init; } = [];

    /// <summary>The node's address.</summary>
    public string? HostIP { get; init; }

    /// <summary>When kubelet took it up.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary><c>Guaranteed</c>, <c>Burstable</c> or <c>BestEffort</c>.</summary>
    public string? QosClass { get; init; }

    /// <summary>Observations, such as <c>Ready</c>.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>One for each container.</summary>
    public IReadOnlyList<ContainerStatus> ContainerStatuses { get; init; } = [];

    /// <summary>One for each init container.</summary>
    public IReadOnlyList<ContainerStatus> InitContainerStatuses { get; init; } = [];
}

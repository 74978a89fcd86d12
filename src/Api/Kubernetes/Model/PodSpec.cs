using System.Text.Json;

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>What a pod is to run, as far as somebody reads it; a faithful copy is made of raw JSON, not of this.</summary>
public sealed record PodSpec
{
    /// <summary>The node that it is bound to; null while unscheduled.</summary>
    public string? NodeName { get; init; }

    /// <summary>Who binds it.</summary>
    public string? SchedulerName { get; init; }

    /// <summary>The RuntimeClass; null for the node's default.</summary>
    public string? RuntimeClassName { get; init; }

    /// <summary><c>Always</c>, <c>OnFailure</c> or <c>Never</c>.</summary>
    public string? RestartPolicy { get; init; }

    /// <summary>The service account.</summary>
    public string? ServiceAccountName { get; init; }

    /// <summary>The priority class.</summary>
    public string? PriorityClassName { get; init; }

    /// <summary>The priority that admission worked out.</summary>
    public int? Priority { get; init; }

    /// <summary>Seconds from SIGTERM to SIGKILL.</summary>
    public long? TerminationGracePeriodSeconds { get; init; }

    /// <summary>Whether it uses the node's network.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>Whether it sees the node's processes.</summary>
    public bool HostPID { get; init; }

    /// <summary>Whether it uses the node's IPC objects.</summary>
    public bool HostIPC { get; init; }

    /// <summary>Whether its containers see each other's processes.</summary>
    public bool? ShareProcessNamespace { get; init; }

    /// <summary>Labels that its node must have.</summary>
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = new Dictionary<string, string>();

    /// <summary>Affinity rules, as sent.</summary>
    public JsonElement? Affinity { get; init; }

    /// <summary>Taints that it puts up with.</summary>
    public IReadOnlyList<Toleration> Tolerations { get; init; } = [];

    /// <summary>The containers.</summary>
    public IReadOnlyList<Container> Containers { get; init; } = [];

    /// <summary>Containers that run before, one after the other.</summary>
    public IReadOnlyList<Container> InitContainers { get; init; } = [];

    /// <summary>Debugging containers, as sent.</summary>
    public IReadOnlyList<JsonElement> EphemeralContainers { get; init; } = [];

    /// <summary>The volumes.</summary>
    public IReadOnlyList<Volume> Volumes { get; init; } = [];

    /// <summary>Security settings of the whole pod, as sent.</summary>
    public JsonElement? SecurityContext { get; init; }
}

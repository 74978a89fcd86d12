namespace PodMotion.Api.Kubernetes;

/// <summary>How to delete an object.</summary>
public sealed record Deletion
{
    /// <summary>Delete only the object with this identity, never a namesake; null for any.</summary>
    public string? Uid { get; init; }

    /// <summary>Seconds until kubelet kills a pod; null for the pod's own.</summary>
    public int? GracePeriodSeconds { get; init; }
}

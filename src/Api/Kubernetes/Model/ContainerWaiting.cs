namespace PodMotion.Api.Kubernetes.Model;

/// <summary>A container that was not started yet.</summary>
public sealed record ContainerWaiting
{
    /// <summary>One word why.</summary>
    public string? Reason { get; init; }

    /// <summary>One sentence why.</summary>
    public string? Message { get; init; }
}

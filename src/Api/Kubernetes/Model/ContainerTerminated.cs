namespace PodMotion.Api.Kubernetes.Model;

/// <summary>A container that has ended.</summary>
public sealed record ContainerTerminated
{
    /// <summary>Its exit code.</summary>
    public int ExitCode { get; init; }

    /// <summary>One word why.</summary>
    public string? Reason { get; init; }

    /// <summary>One sentence why.</summary>
    public string? Message { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>One of its three members is set.</summary>
public sealed record ContainerState
{
    /// <summary>Not started yet.</summary>
    public ContainerWaiting? Waiting { get; init; }

    /// <summary>Runs.</summary>
    public ContainerRunning? Running { get; init; }

    /// <summary>Has ended.</summary>
    public ContainerTerminated? Terminated { get; init; }
}

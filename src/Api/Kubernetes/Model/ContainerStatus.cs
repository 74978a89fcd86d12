namespace PodMotion.Api.Kubernetes.Model;

/// <summary>What kubelet last said about a container.</summary>
public sealed record ContainerStatus
{
    /// <summary>The container.</summary>
    public string Name { get; init; } = "";

    /// <summary>Runtime and id, such as <c>containerd://3f2a</c>.</summary>
    public string? ContainerID { get; init; }

    /// <summary>The image that runs.</summary>
    public string? Image { get; init; }

    /// <summary>Its digest.</summary>
    public string? ImageID { get; init; }

    /// <summary>Whether it takes part in Services.</summary>
    public bool Ready { get; init; }

    /// <summary>Whether the startup probe has passed.</summary>
    public bool? Started { get; init; }

    /// <summary>How often it was started again.</summary>
    public int RestartCount { get; init; }

    /// <summary>Now.</summary>
    public ContainerState State { get; init; } = new();

    /// <summary>Before the last restart.</summary>
    public ContainerState LastState { get; init; } = new();
}

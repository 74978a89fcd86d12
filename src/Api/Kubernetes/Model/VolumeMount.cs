namespace PodMotion.Api.Kubernetes.Model;

/// <summary>Where a container sees a volume.</summary>
public sealed record VolumeMount
{
    /// <summary>The volume.</summary>
    public string Name { get; init; } = "";

    /// <summary>The path in the container.</summary>
    public string MountPath { get; init; } = "";

    /// <summary>The part of the volume.</summary>
    public string? SubPath { get; init; }

    /// <summary>Whether writing fails.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether later mounts are seen.</summary>
    public string? MountPropagation { get; init; }
}

using System.Text.Json;

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>One container of a pod.</summary>
public sealed record Container
{
    /// <summary>The name, unique in the pod.</summary>
    public string Name { get; init; } = "";

    /// <summary>The image reference as written.</summary>
    public string? Image { get; init; }

    /// <summary>The entry point; empty for the image's.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The arguments; empty for the image's.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>The environment, as sent.</summary>
    public IReadOnlyList<JsonElement> Env { get; init; } = [];

    /// <summary>Requests and limits.</summary>
    public ResourceRequirements Resources { get; init; } = new();

    /// <summary>The ports that it names.</summary>
    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    /// <summary>Security settings.</summary>
    public SecurityContext? SecurityContext { get; init; }

    /// <summary>Where volumes are mounted.</summary>
    public IReadOnlyList<VolumeMount> VolumeMounts { get; init; } = [];

    /// <summary>Block volumes, as sent.</summary>
    public IReadOnlyList<JsonElement> VolumeDevices { get; init; } = [];

    /// <summary>Hooks.</summary>
    public Lifecycle? Lifecycle { get; init; }

    /// <summary>The liveness probe, as sent.</summary>
    public JsonElement? LivenessProbe { get; init; }

    /// <summary>The readiness probe, as sent.</summary>
    public JsonElement? ReadinessProbe { get; init; }

    /// <summary>The startup probe, as sent.</summary>
    public JsonElement? StartupProbe { get; init; }

    /// <summary><c>Always</c> makes an init container a sidecar.</summary>
    public string? RestartPolicy { get; init; }
}

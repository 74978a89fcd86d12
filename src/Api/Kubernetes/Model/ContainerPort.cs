using System.Text.Json.Serialization;

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>A port that a container names.</summary>
public sealed record ContainerPort
{
    /// <summary>The port in the pod.</summary>
    [JsonPropertyName("containerPort")]
    public int ContainerPortNumber { get; init; }

    /// <summary>The port of the node; 0 for none.</summary>
    public int HostPort { get; init; }

    /// <summary><c>TCP</c> when null.</summary>
    public string? Protocol { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }
}

using System.Text.Json;

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>Hooks of a container.</summary>
public sealed record Lifecycle
{
    /// <summary>Runs right after the start, as sent.</summary>
    public JsonElement? PostStart { get; init; }

    /// <summary>Runs before the end, as sent.</summary>
    public JsonElement? PreStop { get; init; }
}

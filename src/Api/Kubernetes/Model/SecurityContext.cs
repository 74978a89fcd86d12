using System.Text.Json;

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>Security settings of a container.</summary>
public sealed record SecurityContext
{
    /// <summary>Whether it may do what root on the node may.</summary>
    public bool? Privileged { get; init; }

    /// <summary>Capabilities added and dropped, as sent.</summary>
    public JsonElement? Capabilities { get; init; }
}

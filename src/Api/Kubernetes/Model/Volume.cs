using System.Text.Json;
using System.Text.Json.Serialization;

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>A volume of a pod: its name and, as sent, the one source that is set.</summary>
public sealed record Volume
{
    /// <summary>The name, unique in the pod.</summary>
    public string Name { get; init; } = "";

    /// <summary>The source under its own name, such as <c>configMap</c> or <c>hostPath</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Source { get; init; }
}

using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>Pods for tests, in namespace default.</summary>
internal static class SomePod
{
    public static Pod Of(string name, string? node, params (string Name, string Value)[] labels) => new()
    {
        Metadata = new() { Name = name, Namespace = "default", Labels = labels.ToDictionary(label => label.Name, label => label.Value) },
        Spec = new() { NodeName = node },
    };
}

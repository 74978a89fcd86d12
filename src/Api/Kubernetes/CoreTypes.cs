using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Api.Kubernetes;

/// <summary>The kinds of Kubernetes itself that PodMotion reads or writes.</summary>
public static class CoreTypes
{
    /// <summary>Pods.</summary>
    public static ResourceType<Pod> Pods { get; } = new("", "v1", "pods", "Pod", Namespaced: true);

    /// <summary>Nodes.</summary>
    public static ResourceType<Node> Nodes { get; } = new("", "v1", "nodes", "Node", Namespaced: false);

    /// <summary>Namespaces.</summary>
    public static ResourceType<Namespace> Namespaces { get; } = new("", "v1", "namespaces", "Namespace", Namespaced: false);

    /// <summary>Events, in the form of the core group.</summary>
    public static ResourceType<Event> Events { get; } = new("", "v1", "events", "Event", Namespaced: true);

    /// <summary>Leases.</summary>
    public static ResourceType<Lease> Leases { get; } = new("coordination.k8s.io", "v1", "leases", "Lease", Namespaced: true);
}

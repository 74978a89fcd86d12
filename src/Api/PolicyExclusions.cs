using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>Which pods a policy never moves.</summary>
public sealed record PolicyExclusions
{
    /// <summary>Namespaces left alone.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = ["kube-system", "kube-public", "kube-node-lease", PodMotionGroup.SystemNamespace];

    /// <summary>By the labels of the pod.</summary>
    public LabelSelector? PodSelector { get; init; }
}

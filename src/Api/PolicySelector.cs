using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>Which pods and nodes a policy is about; an absent selector matches everything.</summary>
public sealed record PolicySelector
{
    /// <summary>By the labels of the pod's namespace.</summary>
    public LabelSelector? NamespaceSelector { get; init; }

    /// <summary>By the labels of the pod.</summary>
    public LabelSelector? PodSelector { get; init; }

    /// <summary>By the labels of the pod's node.</summary>
    public LabelSelector? NodeSelector { get; init; }
}

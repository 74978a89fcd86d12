using PodMotion.Api.Kubernetes;

namespace PodMotion.Api;

/// <summary>Which nodes may receive pods.</summary>
public sealed record PolicyTarget
{
    /// <summary>By the labels of the node; all where absent.</summary>
    public LabelSelector? NodeSelector { get; init; }

    /// <summary>What must be left on the target after the pod has arrived.</summary>
    public PolicyHeadroom Headroom { get; init; } = new();
}

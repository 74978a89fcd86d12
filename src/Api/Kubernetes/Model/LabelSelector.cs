namespace PodMotion.Api.Kubernetes;

/// <summary>A label selector as in <c>meta/v1</c>: all parts must match; an empty one matches everything.</summary>
public sealed record LabelSelector
{
    /// <summary>Labels that must have exactly these values.</summary>
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>Requirements on single labels.</summary>
    public IReadOnlyList<LabelSelectorRequirement> MatchExpressions { get; init; } = [];
}

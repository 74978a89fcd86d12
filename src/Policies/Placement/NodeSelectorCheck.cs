namespace PodMotion.Policies.Placement;

/// <summary>The node must have the labels that the pod asks for.</summary>
internal sealed class NodeSelectorCheck : IPlacementCheck
{
    public string Reason => "NodeSelector";

    public bool Passes(in PlacementQuestion question) => FirstMissing(question) is null;

    public string Explain(in PlacementQuestion question) => $"lacks label '{FirstMissing(question)}' of the pod's nodeSelector";

    private static string? FirstMissing(in PlacementQuestion question)
    {
        if (question.Pod.NodeSelector.Count == 0)
        {
            return null;
        }

        foreach (var (key, value) in question.Pod.NodeSelector)
        {
            if (!question.Node.Labels.TryGetValue(key, out var actual) || actual != value)
            {
                return $"{key}={value}";
            }
        }

        return null;
    }
}

namespace PodMotion.Policies.Placement;

/// <summary>The node must have a place for one more pod, and as many left as the policy asks for.</summary>
internal sealed class PodCountCheck : IPlacementCheck
{
    public string Reason => "TooManyPods";

    public bool Passes(in PlacementQuestion question) => question.Target.Pods + 1 + (question.Headroom?.Pods ?? 0) <= question.Node.AllocatablePods;

    public string Explain(in PlacementQuestion question) =>
        $"has {question.Target.Pods} of {question.Node.AllocatablePods} pods, and {question.Headroom?.Pods ?? 0} places must stay free";
}

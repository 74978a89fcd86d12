namespace PodMotion.Policies.Placement;

/// <summary>A move ends on another node.</summary>
internal sealed class NotSourceCheck : IPlacementCheck
{
    public string Reason => "TargetIsSource";

    public bool Passes(in PlacementQuestion question) => question.Node.Name != question.Pod.NodeName;

    public string Explain(in PlacementQuestion question) => "is where the pod runs already";
}

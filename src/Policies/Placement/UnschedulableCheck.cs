namespace PodMotion.Policies.Placement;

/// <summary>A cordoned node takes no new pod.</summary>
internal sealed class UnschedulableCheck : IPlacementCheck
{
    public string Reason => "Unschedulable";

    public bool Passes(in PlacementQuestion question) => !question.Node.Unschedulable;

    public string Explain(in PlacementQuestion question) => "is cordoned";
}

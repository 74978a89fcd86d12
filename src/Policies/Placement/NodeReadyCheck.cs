namespace PodMotion.Policies.Placement;

/// <summary>kubelet must be there to start the pod.</summary>
internal sealed class NodeReadyCheck : IPlacementCheck
{
    public string Reason => "NodeNotReady";

    public bool Passes(in PlacementQuestion question) => question.Node.Ready;

    public string Explain(in PlacementQuestion question) => "is not Ready";
}

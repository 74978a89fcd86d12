namespace PodMotion.Policies.Placement;

/// <summary>The node's agent must be there to restore the pod.</summary>
internal sealed class AgentCheck : IPlacementCheck
{
    public string Reason => "AgentNotReady";

    public bool Passes(in PlacementQuestion question) => question.Node.AgentReady && question.Node.AgentCapable;

    public string Explain(in PlacementQuestion question) =>
        $"has no agent that can restore a pod ({question.Node.AgentMessage ?? (question.Node.AgentReady ? "it is not capable" : "it does not answer")})";
}

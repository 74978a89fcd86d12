using PodMotion.Api;
using PodMotion.Policies.Expressions;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Placement;

/// <summary>Can this pod go to this node?</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Load">What it takes.</param>
/// <param name="Target">The node, with everything that is on its way to it already counted.</param>
/// <param name="Headroom">What must be left after the pod has arrived; null where nobody asks for any.</param>
internal readonly record struct PlacementQuestion(PodView Pod, PodLoad Load, NodeFacts Target, PolicyHeadroom? Headroom)
{
    public NodeView Node => Target.View;
}

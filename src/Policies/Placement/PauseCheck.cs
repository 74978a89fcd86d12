using PodMotion.Api;

namespace PodMotion.Policies.Placement;

/// <summary>A person has paused the node.</summary>
internal sealed class PauseCheck : IPlacementCheck
{
    public string Reason => "Paused";

    public bool Passes(in PlacementQuestion question) => question.Node.Paused is not (PauseDirection.Inbound or PauseDirection.Both);

    public string Explain(in PlacementQuestion question) => $"is paused ({question.Node.Paused}) by its NodeMigrationCapacity";
}

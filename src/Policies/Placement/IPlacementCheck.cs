namespace PodMotion.Policies.Placement;

/// <summary>One question about a pod and a node. The sentence is made apart from the answer, as a plan asks a million times and explains a few.</summary>
internal interface IPlacementCheck
{
    /// <summary>CamelCase reason of a refusal.</summary>
    string Reason { get; }

    /// <summary>Whether the pod may go there as far as this check is concerned.</summary>
    bool Passes(in PlacementQuestion question);

    /// <summary>What was seen and what was expected, to follow the node's name; asked only where the check does not pass.</summary>
    string Explain(in PlacementQuestion question);
}

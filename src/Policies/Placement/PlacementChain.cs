namespace PodMotion.Policies.Placement;

/// <summary>Whether a pod can go to a node. Asked by the planner and for a hand-written PodMigration alike.</summary>
internal static class PlacementChain
{
    private static readonly IPlacementCheck[] Checks =
    [
        new NotSourceCheck(),      // it is another node
        new NodeReadyCheck(),      // which works
        new AgentCheck(),          // and can restore
        new PauseCheck(),          // and may receive
        new UnschedulableCheck(),  // and takes new pods
        new TaintCheck(),          // this one too
        new NodeSelectorCheck(),   // which wants such a node
        new NodeAffinityCheck(),   // in every respect
        new RequestsCheck(),       // and fits by what it asks for
        new PodCountCheck(),       // by number
        new HeadroomCheck(),       // and by what it uses
    ];

    /// <summary>The first check that refuses; null where the pod can go there.</summary>
    public static IPlacementCheck? FirstRefusal(in PlacementQuestion question)
    {
        foreach (var check in Checks)
        {
            if (!check.Passes(question))
            {
                return check;
            }
        }

        return null;
    }

    /// <summary>Every check that refuses, in the order above.</summary>
    public static IReadOnlyList<IPlacementCheck> AllRefusals(PlacementQuestion question) => [.. Checks.Where(check => !check.Passes(question))];
}

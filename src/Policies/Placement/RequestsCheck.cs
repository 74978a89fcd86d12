namespace PodMotion.Policies.Placement;

/// <summary>What all pods of the node ask for must fit into what it offers, this pod and those on their way included.</summary>
internal sealed class RequestsCheck : IPlacementCheck
{
    public string Reason => "InsufficientResources";

    public bool Passes(in PlacementQuestion question) => Missing(question) is null;

    public string Explain(in PlacementQuestion question) => $"has not enough {Missing(question)} left for what the pod asks for";

    private static string? Missing(in PlacementQuestion question)
    {
        if (!Fits(question.Target.RequestedCores, question.Load.RequestedCores, question.Node.AllocatableCores))
        {
            return "cpu";
        }

        return Fits(question.Target.RequestedMemoryBytes, question.Load.RequestedMemoryBytes, question.Node.AllocatableMemoryBytes) ? null : "memory";
    }

    // Cores are decimal fractions, so sums of them are a little off; a millionth of a core decides nothing.
    // A pod that asks for nothing fits everywhere, as the scheduler has it.
    private static bool Fits(double taken, double wanted, double all) => wanted <= 0 || taken + wanted <= all + 1e-6;
}

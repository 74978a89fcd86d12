using System.Globalization;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Placement;

/// <summary>The node must match one term of the pod's required node affinity.</summary>
internal sealed class NodeAffinityCheck : IPlacementCheck
{
    public string Reason => "NodeAffinity";

    private const string NameField = "metadata.name";

    public bool Passes(in PlacementQuestion question)
    {
        if (question.Pod.RequiredNodeTerms is not { } terms)
        {
            return true;
        }

        foreach (var term in terms)
        {
            if (Matches(term, question.Node))
            {
                return true;
            }
        }

        return false;
    }

    public string Explain(in PlacementQuestion question) => "matches no term of the pod's required node affinity";

    private static bool Matches(NodeTerm term, NodeView node)
    {
        foreach (var requirement in term.Labels)
        {
            if (!Matches(requirement, node.Labels.GetValueOrDefault(requirement.Key)))
            {
                return false;
            }
        }

        foreach (var requirement in term.Fields)
        {
            if (!Matches(requirement, requirement.Key == NameField ? node.Name : null))
            {
                return false;
            }
        }

        return term.Labels.Count + term.Fields.Count > 0;
    }

    private static bool Matches(NodeRequirement requirement, string? actual) => requirement.Operator switch
    {
        "In" => actual is not null && requirement.Values.Contains(actual),
        "NotIn" => actual is null || !requirement.Values.Contains(actual),
        "Exists" => actual is not null,
        "DoesNotExist" => actual is null,
        "Gt" => TryBoth(requirement, actual, out var number, out var bound) && number > bound,
        "Lt" => TryBoth(requirement, actual, out var number, out var bound) && number < bound,
        _ => false,
    };

    private static bool TryBoth(NodeRequirement requirement, string? actual, out long number, out long bound)
    {
        bound = 0;
        return long.TryParse(actual, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            && requirement.Values is [var only]
            && long.TryParse(only, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out bound);
    }
}

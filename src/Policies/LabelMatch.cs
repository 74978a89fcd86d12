using PodMotion.Api.Kubernetes;

namespace PodMotion.Policies;

/// <summary>Label selectors as Kubernetes means them.</summary>
public static class LabelMatch
{
    /// <summary>True when every part of the selector matches; an absent or empty selector matches everything.</summary>
    public static bool Matches(this LabelSelector? selector, IReadOnlyDictionary<string, string> labels)
    {
        if (selector is null)
        {
            return true;
        }

        foreach (var (key, value) in selector.MatchLabels)
        {
            if (!labels.TryGetValue(key, out var actual) || actual != value)
            {
                return false;
            }
        }

        foreach (var requirement in selector.MatchExpressions)
        {
            if (!Matches(requirement, labels))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The errors of a selector, as sentences about <paramref name="field"/>; empty for a valid one.</summary>
    public static IEnumerable<PolicyError> Errors(this LabelSelector? selector, string field)
    {
        var requirements = selector?.MatchExpressions ?? [];
        for (var i = 0; i < requirements.Count; i++)
        {
            var requirement = requirements[i];
            var path = $"{field}.matchExpressions[{i}]";
            if (requirement.Operator is not ("In" or "NotIn" or "Exists" or "DoesNotExist"))
            {
                yield return new PolicyError(path, null, $"{path}.operator is '{requirement.Operator}'; it must be In, NotIn, Exists or DoesNotExist.");
            }
            else if (TakesValues(requirement) != requirement.Values.Count > 0)
            {
                yield return new PolicyError(path, null, $"{path} has {requirement.Values.Count} values; {requirement.Operator} takes {Wanted(requirement)}.");
            }
        }
    }

    // An operator that validation would refuse matches nothing: a selector that is not understood must not select.
    private static bool Matches(LabelSelectorRequirement requirement, IReadOnlyDictionary<string, string> labels)
    {
        var found = labels.TryGetValue(requirement.Key, out var actual);
        return requirement.Operator switch
        {
            "In" => found && requirement.Values.Contains(actual),
            "NotIn" => !found || !requirement.Values.Contains(actual),
            "Exists" => found,
            "DoesNotExist" => !found,
            _ => false,
        };
    }

    private static bool TakesValues(LabelSelectorRequirement requirement) => requirement.Operator is "In" or "NotIn";

    private static string Wanted(LabelSelectorRequirement requirement) => TakesValues(requirement) ? "at least one" : "none";
}

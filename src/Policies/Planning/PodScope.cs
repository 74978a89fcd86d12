using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Planning;

/// <summary>Which pods a policy is about.</summary>
internal static class PodScope
{
    private static readonly Dictionary<string, string> NoLabels = [];

    /// <summary>Whether the policy selects the pod and does not exclude it.</summary>
    public static bool Matches(CompiledPolicy policy, PodView pod, ClusterSnapshot snapshot)
    {
        var spec = policy.Spec;
        return !spec.Exclusions.Namespaces.Contains(pod.Namespace)
            && (spec.Exclusions.PodSelector is not { } excluded || !excluded.Matches(pod.Labels))
            && (spec.Selector?.PodSelector).Matches(pod.Labels)
            && (spec.Selector?.NamespaceSelector).Matches(snapshot.NamespaceLabels.GetValueOrDefault(pod.Namespace) ?? NoLabels);
    }

    /// <summary>Each pod that some policy is about, by UID, with the policy that it belongs to: the first of <paramref name="policies"/> that matches.</summary>
    public static Dictionary<string, string> Owners(IReadOnlyList<CompiledPolicy> policies, ClusterSnapshot snapshot)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pod in snapshot.Pods)
        {
            foreach (var policy in policies)
            {
                if (Matches(policy, pod, snapshot))
                {
                    owners.Add(pod.Uid, policy.Name);
                    break;
                }
            }
        }

        return owners;
    }
}

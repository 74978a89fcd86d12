using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>A pod that belongs to a controller would be replaced by it; moving such pods is not there yet.</summary>
internal sealed class OwnerCheck : IEligibilityCheck
{
    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        foreach (var owner in pod.Metadata.OwnerReferences)
        {
            yield return new MigrationBlocker("Owned", $"the pod belongs to {owner.Kind} '{owner.Name}'; only pods without an owner can move in this version.");
        }
    }
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>A pod moves whole, and for now only a single container can.</summary>
internal sealed class ContainerCountCheck : IEligibilityCheck
{
    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        if (pod.Spec.Containers.Count != 1)
        {
            yield return new MigrationBlocker("MultipleContainers", $"the pod has {pod.Spec.Containers.Count} containers; only pods with one can move in this version.");
        }

        foreach (var container in pod.Spec.InitContainers)
        {
            yield return new MigrationBlocker("InitContainer", $"init container '{container.Name}': pods with init containers cannot move in this version.", container.Name);
        }

        if (pod.Spec.EphemeralContainers.Count > 0)
        {
            yield return new MigrationBlocker("EphemeralContainers", "the pod has ephemeral containers, which cannot be added to a pod before it runs.");
        }
    }
}

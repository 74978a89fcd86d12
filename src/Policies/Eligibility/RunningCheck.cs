using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>Only a pod whose processes run has something to move.</summary>
internal sealed class RunningCheck : IEligibilityCheck
{
    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        if (pod.Metadata.DeletionTimestamp is not null)
        {
            yield return new MigrationBlocker("BeingDeleted", "the pod is being deleted.");
        }
        else if (pod.Status.Phase != "Running")
        {
            yield return new MigrationBlocker("NotRunning", $"the phase is '{pod.Status.Phase}'; it must be Running.");
        }

        foreach (var container in pod.Status.ContainerStatuses.Where(static status => status.State.Running is null))
        {
            yield return new MigrationBlocker("ContainerNotRunning", $"container '{container.Name}' does not run.", container.Name);
        }
    }
}

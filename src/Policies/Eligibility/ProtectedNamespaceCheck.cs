using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>The pods that run the cluster and PodMotion itself stay where they are.</summary>
internal sealed class ProtectedNamespaceCheck : IEligibilityCheck
{
    private static readonly string[] Protected = ["kube-system", "kube-public", "kube-node-lease", PodMotionGroup.SystemNamespace];

    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        if (Protected.Contains(pod.Metadata.Namespace))
        {
            yield return new MigrationBlocker("ProtectedNamespace", $"namespace '{pod.Metadata.Namespace}' runs the cluster or PodMotion itself; its pods do not move.");
        }
    }
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>Only containers started by our runtime handler can be restored, and fenced where they were.</summary>
internal sealed class RuntimeClassCheck : IEligibilityCheck
{
    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        if (pod.Spec.RuntimeClassName != PodMotionGroup.RuntimeClassName)
        {
            yield return new MigrationBlocker(
                "RuntimeClass",
                $"runtimeClassName is '{pod.Spec.RuntimeClassName}'; only pods with '{PodMotionGroup.RuntimeClassName}' can move.");
        }
    }
}

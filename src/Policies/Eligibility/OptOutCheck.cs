using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>Whoever runs a pod can keep it where it is.</summary>
internal sealed class OptOutCheck : IEligibilityCheck
{
    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        if (pod.Metadata.Annotations.GetValueOrDefault(PodMotionGroup.AllowAnnotation) == "false")
        {
            yield return new MigrationBlocker("OptedOut", $"annotation '{PodMotionGroup.AllowAnnotation}' is 'false'.");
        }
    }
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>One question about a pod that has to be answered well before it can move.</summary>
internal interface IEligibilityCheck
{
    /// <summary>What stands against moving the pod; empty for nothing.</summary>
    IEnumerable<MigrationBlocker> Blockers(Pod pod);
}

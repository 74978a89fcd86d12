using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>Whether a pod can move at all, wherever to. Asked by the planner and for a hand-written PodMigration alike.</summary>
public static class EligibilityChain
{
    private static readonly IEligibilityCheck[] Checks =
    [
        new RunningCheck(),             // there is something to move
        new OptOutCheck(),              // its owner lets it
        new ProtectedNamespaceCheck(),  // the cluster does not need it where it is
        new RuntimeClassCheck(),        // our handler has started it
        new OwnerCheck(),               // nobody would make another one meanwhile
        new ContainerCountCheck(),      // one container, and nothing before it
        new HostAccessCheck(),          // nothing of it belongs to the node
        new VolumeCheck(),              // its files can follow
        new DeviceCheck(),              // no device holds state of it
        new PodAffinityCheck(),         // no rule between pods could be broken
    ];

    /// <summary>Everything that stands against moving the pod, in the order above; empty for a pod that can move.</summary>
    public static IReadOnlyList<MigrationBlocker> Blockers(Pod pod)
    {
        List<MigrationBlocker>? found = null;
        foreach (var check in Checks)
        {
            foreach (var blocker in check.Blockers(pod))
            {
                (found ??= []).Add(blocker);
            }
        }

        return found ?? (IReadOnlyList<MigrationBlocker>)[];
    }
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>What a pod shares with its node does not exist on another one.</summary>
internal sealed class HostAccessCheck : IEligibilityCheck
{
    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        if (pod.Spec.HostNetwork)
        {
            yield return new MigrationBlocker("HostNetwork", "hostNetwork is true; its sockets belong to the node.");
        }

        if (pod.Spec.HostPID)
        {
            yield return new MigrationBlocker("HostPID", "hostPID is true; its process ids belong to the node.");
        }

        if (pod.Spec.HostIPC)
        {
            yield return new MigrationBlocker("HostIPC", "hostIPC is true; its IPC objects belong to the node.");
        }

        foreach (var container in pod.Spec.Containers)
        {
            foreach (var port in container.Ports.Where(static port => port.HostPort != 0))
            {
                yield return new MigrationBlocker("HostPort", $"container '{container.Name}' uses host port {port.HostPort} of its node.", container.Name);
            }

            if (container.SecurityContext?.Privileged == true)
            {
                yield return new MigrationBlocker("Privileged", $"container '{container.Name}' is privileged and may use anything of its node.", container.Name);
            }
        }
    }
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>State in a device cannot be checkpointed.</summary>
internal sealed class DeviceCheck : IEligibilityCheck
{
    private static readonly string[] Ordinary = ["cpu", "memory", "ephemeral-storage"];

    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        foreach (var container in pod.Spec.Containers)
        {
            if (container.VolumeDevices.Count > 0)
            {
                yield return new MigrationBlocker("BlockVolume", $"container '{container.Name}' uses a block volume.", container.Name);
            }

            foreach (var resource in container.Resources.Requests.Keys.Union(container.Resources.Limits.Keys).Where(static name => !Ordinary.Contains(name)))
            {
                yield return new MigrationBlocker("ExtendedResource", $"container '{container.Name}' uses resource '{resource}' of its node.", container.Name);
            }
        }
    }
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>Volumes move only where kubelet makes the same on the target, or where their content is carried along.</summary>
internal sealed class VolumeCheck : IEligibilityCheck
{
    private static readonly string[] Supported = ["configMap", "secret", "projected", "downwardAPI", "emptyDir"];

    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        foreach (var volume in pod.Spec.Volumes)
        {
            // A volume that names no source is an emptyDir.
            var source = volume.Source?.Keys.FirstOrDefault() ?? "emptyDir";
            if (source == "hostPath")
            {
                yield return new MigrationBlocker("HostPathVolume", $"volume '{volume.Name}' is a path of its node.");
            }
            else if (!Supported.Contains(source))
            {
                yield return new MigrationBlocker("UnsupportedVolume", $"volume '{volume.Name}' is of type {source}; only {string.Join(", ", Supported)} can move in this version.");
            }
        }
    }
}

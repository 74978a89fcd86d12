using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Snapshot;

/// <summary>What the scheduler counts for a pod.</summary>
internal static class PodRequests
{
    /// <summary>The sum of the containers, or the largest init container where that is more, in the resource's base unit.</summary>
    public static decimal Of(PodSpec spec, string resource)
    {
        var together = spec.Containers.Sum(container => Of(container, resource));
        var before = spec.InitContainers.Select(container => Of(container, resource)).DefaultIfEmpty().Max();
        return Math.Max(together, before);
    }

    private static decimal Of(Container container, string resource) =>
        container.Resources.Requests.TryGetValue(resource, out var request)
            ? request.Value
            : container.Resources.Limits.GetValueOrDefault(resource).Value;
}

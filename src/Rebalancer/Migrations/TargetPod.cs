using System.Text.Json.Nodes;
using PodMotion.Api;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>
/// The pod that continues another one, made from what the API server knows of that one. Mounts stay exactly as they are, the service account's token among them: the
/// restored processes have files open there, and admission adds no second one where a container has that path mounted already.
/// </summary>
public static class TargetPod
{
    // What the API server or a network plugin wrote about the one pod and not about its kind.
    private static readonly string[] OwnAnnotations =
        ["kubectl.kubernetes.io/last-applied-configuration", "cni.projectcalico.org/", "k8s.v1.cni.cncf.io/", "k8s.ovn.org/", "cilium.io/"];

    // Scheduling and admission work these out again; a value that differs from theirs is refused.
    private static readonly string[] Computed = ["nodeName", "priority", "preemptionPolicy", "overhead", "ephemeralContainers"];

    /// <summary>The pod to create: bound to no node, owned by nobody, labelled with its migration.</summary>
    /// <param name="source">The source pod as the API server has it.</param>
    /// <param name="migration">The migration, its target pod's name recorded.</param>
    public static JsonObject From(JsonObject source, PodMigration migration) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = Metadata(source["metadata"]!.AsObject(), migration),
        ["spec"] = Spec(source["spec"]!.AsObject(), (string)source["metadata"]!["name"]!),
    };

    private static JsonObject Metadata(JsonObject source, PodMigration migration)
    {
        var labels = Copy(source["labels"]);
        labels[PodMotionGroup.MigrationLabel] = migration.Metadata.Name;
        var annotations = Copy(source["annotations"]);
        foreach (var own in annotations.Select(static annotation => annotation.Key).Where(IsOwn).ToList())
        {
            annotations.Remove(own);
        }

        annotations[PodMotionGroup.SourcePodUidAnnotation] = migration.Status!.SourcePodUID;
        annotations[PodMotionGroup.MigrationUidAnnotation] = migration.Metadata.Uid;
        return new()
        {
            ["name"] = migration.Status.TargetPodName,
            ["namespace"] = migration.Metadata.Namespace,
            ["labels"] = labels,
            ["annotations"] = annotations,
        };
    }

    private static JsonObject Spec(JsonObject source, string sourceName)
    {
        var spec = Copy(source);
        foreach (var computed in Computed)
        {
            spec.Remove(computed);
        }

        // They ran before the source's containers did; what they made is in the volumes that are carried.
        spec.Remove("initContainers");
        spec["schedulerName"] = PodMotionGroup.SchedulerName;
        // The processes know the host by this name.
        spec["hostname"] ??= sourceName.Length <= 63 && !sourceName.Contains('.', StringComparison.Ordinal) ? sourceName : null;
        if (spec["hostname"] is null)
        {
            spec.Remove("hostname");
        }

        foreach (var container in spec["containers"]!.AsArray())
        {
            // The containers do not start a second time.
            (container!["lifecycle"] as JsonObject)?.Remove("postStart");
        }

        return spec;
    }

    private static bool IsOwn(string annotation) => OwnAnnotations.Any(own => annotation.StartsWith(own, StringComparison.Ordinal));

    private static JsonObject Copy(JsonNode? node) => node is null ? [] : node.DeepClone().AsObject();
}

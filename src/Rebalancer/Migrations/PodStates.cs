using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Policies.Migration;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Pods as the state machine sees them.</summary>
internal static class PodStates
{
    /// <summary>The pod that is moved; a namesake with another UID is another pod.</summary>
    public static SourcePodState Source(Pod? pod, string? uid)
    {
        if (pod is null || pod.Metadata.Uid != uid)
        {
            return SourcePodState.Gone;
        }

        return pod.Status.Phase == "Running" && pod.Metadata.DeletionTimestamp is null ? SourcePodState.Running : SourcePodState.Stopping;
    }

    /// <summary>The pod that continues it; one without this migration's mark, or another than the one recorded, is foreign.</summary>
    public static TargetPodView Target(Pod? pod, PodMigration migration)
    {
        if (pod is null)
        {
            return TargetPodView.Absent;
        }

        var ours = pod.Metadata.Annotations.GetValueOrDefault(PodMotionGroup.MigrationUidAnnotation) == migration.Metadata.Uid
            && (migration.Status?.TargetPodUID ?? pod.Metadata.Uid) == pod.Metadata.Uid;
        return ours ? new(State(pod), pod.Metadata.Uid, Detail(pod)) : new(TargetPodState.Foreign);
    }

    private static TargetPodState State(Pod pod)
    {
        if (pod.Metadata.DeletionTimestamp is not null || pod.Status.Phase is "Failed" or "Succeeded")
        {
            return TargetPodState.Failed;
        }

        if (string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            return TargetPodState.Unscheduled;
        }

        return pod.Status.Conditions.Any(static condition => condition is { Type: "Ready", Status: "True" })
            ? TargetPodState.Ready
            : TargetPodState.Bound;
    }

    private static string? Detail(Pod pod)
    {
        if (pod.Metadata.DeletionTimestamp is not null)
        {
            return "it is being deleted";
        }

        if (pod.Status.Reason is { Length: > 0 } reason)
        {
            return $"{reason}: {pod.Status.Message}";
        }

        return pod.Status.ContainerStatuses.Select(static container => Detail(container)).FirstOrDefault(static detail => detail is not null);
    }

    private static string? Detail(ContainerStatus container) => container.State switch
    {
        { Terminated: { } ended } => $"container '{container.Name}' ended with code {ended.ExitCode} ({ended.Reason}) {ended.Message}".TrimEnd(),
        { Waiting: { Reason: { } waits } waiting } => $"container '{container.Name}' waits ({waits}) {waiting.Message}".TrimEnd(),
        _ => null,
    };
}

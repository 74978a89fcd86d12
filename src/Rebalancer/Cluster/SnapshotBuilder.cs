using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Rebalancer.Cluster;

/// <summary>The only place where Kubernetes objects and agents' reports become the views that decisions look at.</summary>
public sealed class SnapshotBuilder(ClusterCache cluster, NodeSampler sampler, TimeProvider time)
{
    /// <summary>An agent that was silent for longer does not count as ready.</summary>
    public static readonly TimeSpan AgentLimit = TimeSpan.FromSeconds(15);

    /// <summary>The cluster now.</summary>
    public ClusterSnapshot Build()
    {
        var now = time.GetUtcNow();
        var nodes = cluster.Nodes.Snapshot.Values.OrderBy(static node => node.Metadata.Name, StringComparer.Ordinal).ToList();
        var usage = nodes.SelectMany(node => Usage(sampler.Find(node.Metadata.Name))).GroupBy(static pod => pod.Uid)
            .ToDictionary(static pods => pods.Key, static pods => pods.First().Sample);
        var migrations = cluster.Migrations.Snapshot.Values;
        return new()
        {
            Time = now,
            Nodes = [.. nodes.Select(node => View(node, now))],
            Pods = [.. cluster.Pods.Snapshot.Values.Where(HasNotEnded).Select(pod => PodView.Of(pod, usage.GetValueOrDefault(pod.Metadata.Uid)))],
            InFlight = [.. migrations.Where(static migration => !IsFinal(migration) && migration.Moves()).Select(InFlight)],
            Finished = [.. migrations.Where(static migration => IsFinal(migration) && !migration.Spec.DryRun).SelectMany(Finished)],
            NamespaceLabels = cluster.Namespaces.Snapshot.Values.ToDictionary(static space => space.Metadata.Name, static space => space.Metadata.Labels),
        };
    }

    /// <summary>A node with what its agent and its NodeMigrationCapacity say.</summary>
    public NodeView View(Node node, DateTimeOffset now)
    {
        var sight = sampler.Find(node.Metadata.Name);
        var ready = sight?.AnsweredAt is { } answered && now - answered <= AgentLimit;
        var capabilities = sight?.Report?.Capabilities;
        var capacity = cluster.Capacities.Find(new("", node.Metadata.Name));
        return NodeView.Of(node) with
        {
            AgentReady = ready,
            AgentCapable = ready && capabilities?.Capable == true,
            AgentMessage = ready ? Text(capabilities?.Message) : sight?.Problem,
            Usage = sight?.Report is { SampledAt: { } sampled } report
                ? new(report.CpuUsageCores, (long)report.MemoryWorkingSetBytes, sampled.ToDateTimeOffset())
                : null,
            Paused = capacity?.Spec.Pause.Direction ?? PauseDirection.None,
        };
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text.TrimEnd('.');

    private static IEnumerable<(string Uid, UsageSample Sample)> Usage(AgentSight? sight) => sight?.Report is { SampledAt: { } sampled } report
        ? report.Pods.Select(pod => (pod.PodUid, new UsageSample(pod.CpuUsageCores, (long)pod.MemoryWorkingSetBytes, sampled.ToDateTimeOffset())))
        : [];

    private static bool HasNotEnded(Pod pod) => pod.Status.Phase is not ("Succeeded" or "Failed");

    private static bool IsFinal(PodMigration migration) => migration.Status?.Phase.IsFinal() == true;

    private static MoveInFlight InFlight(PodMigration migration) => new()
    {
        MigrationName = migration.Metadata.Name,
        PodNamespace = migration.Metadata.Namespace,
        PodName = migration.Spec.PodName,
        SourcePodUid = migration.Status?.SourcePodUID ?? migration.Spec.SourcePodUID,
        TargetPodUid = migration.Status?.TargetPodUID,
        SourceNode = migration.Status?.SourceNodeName,
        TargetNode = migration.Status?.TargetNodeName ?? migration.Spec.TargetNodeName,
        PolicyName = migration.Spec.Origin?.PolicyName,
    };

    private static IEnumerable<FinishedMove> Finished(PodMigration migration)
    {
        var status = migration.Status!;
        if (status is { SourcePodUID: { } uid, SourceNodeName: { } source, Timings.CompletionTime: { } end })
        {
            yield return new()
            {
                SourcePodUid = uid,
                TargetPodUid = status.TargetPodUID,
                SourceNode = source,
                TargetNode = status.TargetNodeName,
                Succeeded = status.Phase == MigrationPhase.Complete,
                EndTime = end,
            };
        }
    }
}

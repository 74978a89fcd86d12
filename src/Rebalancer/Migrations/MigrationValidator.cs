using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Policies.Migration;
using PodMotion.Policies.Placement;
using PodMotion.Policies.Snapshot;
using PodMotion.Rebalancer.Agents;
using PodMotion.Rebalancer.Cluster;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Finds everything that stands against a migration, all at once: in its spec, in the pod, at the source and at the target.</summary>
public sealed class MigrationValidator(
    KubeClient client, ClusterCache cluster, NodeSampler sampler, SnapshotBuilder snapshots, AgentDirectory agents, TimeProvider time)
{
    private static readonly TimeSpan InspectLimit = TimeSpan.FromSeconds(20);

    /// <summary>The verdict; null while it is too early to judge because the nodes' agents were not asked yet.</summary>
    public async Task<ValidationVerdict?> ValidateAsync(PodMigration migration, CancellationToken cancellationToken)
    {
        if (!sampler.FirstRound.IsCompleted)
        {
            return null;
        }

        var blockers = SpecRules.Blockers(migration).ToList();
        var key = new ObjectKey(migration.Metadata.Namespace, migration.Spec.PodName);
        if (await client.GetAsync(CoreTypes.Pods, key, cancellationToken) is not { } pod)
        {
            blockers.Add(new(Reasons.PodNotFound, $"pod '{key}' does not exist."));
            return Refused(blockers, null, null);
        }

        blockers.AddRange(PodBlockers(migration, pod));
        var snapshot = snapshots.Build();
        var view = PodView.Of(pod, null);
        if (snapshot.Pods.FirstOrDefault(known => known.Uid == view.Uid)?.Usage is { } usage)
        {
            view = view with { Usage = usage };
        }

        blockers.AddRange(view.Blockers);
        var target = Target(migration, snapshot, view, blockers);
        var inspection = await SourceAsync(snapshot, pod, blockers, cancellationToken);
        return Verdict(pod, target, inspection, blockers);
    }

    private IEnumerable<MigrationBlocker> PodBlockers(PodMigration migration, Pod pod)
    {
        var key = ObjectKey.Of(pod);
        var wanted = migration.Status?.SourcePodUID ?? migration.Spec.SourcePodUID;
        if (wanted is not null && wanted != pod.Metadata.Uid)
        {
            yield return new(Reasons.PodReplaced, $"pod '{key}' has UID '{pod.Metadata.Uid}' and not '{wanted}'.");
        }

        var other = cluster.Migrations.Snapshot.Values.FirstOrDefault(other => MovesSamePodBefore(other, migration));
        if (other is not null)
        {
            yield return new(Reasons.AlreadyMigrating, $"pod '{key}' is moved by PodMigration '{ObjectKey.Of(other)}', which is in {other.Status?.Phase ?? MigrationPhase.Pending}.");
        }
    }

    private static bool MovesSamePodBefore(PodMigration other, PodMigration mine) =>
        other.Metadata.Uid != mine.Metadata.Uid
        && other.Moves()
        && mine.Moves()
        && other.Metadata.Namespace == mine.Metadata.Namespace
        && other.Spec.PodName == mine.Spec.PodName
        && other.Status?.Phase.IsFinal() != true
        && (other.Status?.Phase > MigrationPhase.Validating || Order(other).CompareTo(Order(mine)) < 0)
        && !(mine.Status?.Phase > MigrationPhase.Validating && Order(other).CompareTo(Order(mine)) > 0);

    private static (DateTimeOffset?, string) Order(PodMigration migration) => (migration.Metadata.CreationTimestamp, migration.Metadata.Name);

    private static string? Target(PodMigration migration, ClusterSnapshot snapshot, PodView pod, List<MigrationBlocker> blockers)
    {
        if ((migration.Status?.TargetNodeName ?? migration.Spec.TargetNodeName) is { } named)
        {
            blockers.AddRange(named == pod.NodeName
                ? [new(Reasons.TargetIsSource, $"target node '{named}' is the node that pod '{pod.Key}' is on already.")]
                : TargetChoice.Blockers(snapshot, pod, named));
            return named;
        }

        if (TargetChoice.Best(snapshot, pod) is { } best)
        {
            return best;
        }

        var others = snapshot.Nodes.Where(node => node.Name != pod.NodeName).ToList();
        blockers.Add(new(Reasons.NoFeasibleTarget, others.Count == 0
            ? $"no node but '{pod.NodeName}' exists that pod '{pod.Key}' could move to."
            : $"no node can take pod '{pod.Key}': {string.Join(", ", others.SelectMany(node => TargetChoice.Blockers(snapshot, pod, node.Name)).Select(static blocker => blocker.Message.TrimEnd('.')))}."));
        return null;
    }

    private async Task<PodInspection?> SourceAsync(ClusterSnapshot snapshot, Pod pod, List<MigrationBlocker> blockers, CancellationToken cancellationToken)
    {
        var node = snapshot.Nodes.FirstOrDefault(node => node.Name == pod.Spec.NodeName);
        if (node is null || agents.Find(node.Name) is not { } agent || pod.Status.Phase != "Running")
        {
            return null;
        }

        if (TargetChoice.SourceBlocker(node) is { } blocker)
        {
            blockers.Add(blocker);
        }

        if (!node.AgentReady)
        {
            return null;
        }

        try
        {
            var request = new InspectPodRequest { PodUid = pod.Metadata.Uid };
            request.ContainerNames.Add(pod.Spec.Containers.Select(static container => container.Name));
            var inspection = await agent.InspectPodAsync(request, InspectLimit, cancellationToken);
            blockers.AddRange(inspection.Blockers.Select(static found =>
                new MigrationBlocker(found.Reason, found.Message, found.ContainerName.Length == 0 ? null : found.ContainerName)));
            return inspection;
        }
        catch (GrpcException e)
        {
            blockers.Add(new(Reasons.AgentNotReady, $"the agent of node '{node.Name}' could not inspect pod '{ObjectKey.Of(pod)}': {e.Message}"));
            return null;
        }
    }

    private ValidationVerdict Verdict(Pod pod, string? target, PodInspection? inspection, List<MigrationBlocker> blockers)
    {
        var verdict = Refused(blockers, pod, target);
        return verdict with
        {
            TargetPodName = TargetPodName.Next(pod.Metadata.Name, name => cluster.Pods.Find(new(pod.Metadata.Namespace, name)) is not null),
            Estimate = verdict.Estimate! with
            {
                MemoryBytes = (long?)inspection?.MemoryBytes,
                TransferBytes = inspection is null ? null : (long)(inspection.MemoryBytes + inspection.FileBytes),
                EstablishedConnections = (int?)inspection?.EstablishedConnections,
            },
        };
    }

    private ValidationVerdict Refused(List<MigrationBlocker> blockers, Pod? pod, string? target) => new()
    {
        Blockers = blockers,
        SourceNodeName = string.IsNullOrEmpty(pod?.Spec.NodeName) ? null : pod.Spec.NodeName,
        SourcePodUid = pod?.Metadata.Uid,
        TargetNodeName = target,
        Estimate = new() { Eligible = blockers.Count == 0, SampledAt = time.GetUtcNow(), Blockers = blockers, RecommendedNodeName = target },
    };
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Placement;
using PodMotion.Policies.Planning;
using PodMotion.Policies.Snapshot;
using PodMotion.Rebalancer.Cluster;

namespace PodMotion.Rebalancer.Loop;

/// <summary>Turns a planned move into a PodMigration, after a last look at what is true now.</summary>
public sealed partial class MoveStarter(KubeClient client, ClusterCache cluster, SnapshotBuilder snapshots, ILogger<MoveStarter> logger)
{
    /// <summary>Makes the PodMigration; answers with its name, or with why it was not made.</summary>
    public async Task<(string? Name, string? Obstacle)> StartAsync(MigrationPolicy policy, Move move, CancellationToken cancellationToken)
    {
        if (await ObstacleAsync(policy, move, cancellationToken) is { } obstacle)
        {
            Log.Dropped(logger, move.PolicyName, $"{move.PodNamespace}/{move.PodName}", obstacle);
            return (null, obstacle);
        }

        var migration = Migration(policy, move, MigrationName.For(move, name => IsOver(new(move.PodNamespace, name))));
        var result = await client.CreateAsync(PodMotionTypes.PodMigrations, migration, cancellationToken);
        if (result.Outcome is KubeOutcome.Done or KubeOutcome.AlreadyExists)
        {
            Log.Started(logger, move.PolicyName, ObjectKey.Of(migration).ToString(), move.Message);
            return (migration.Metadata.Name, null);
        }

        Log.Dropped(logger, move.PolicyName, $"{move.PodNamespace}/{move.PodName}", result.Message);
        return (null, result.Message);
    }

    private async Task<string?> ObstacleAsync(MigrationPolicy policy, Move move, CancellationToken cancellationToken)
    {
        var current = await client.GetAsync(PodMotionTypes.MigrationPolicies, ObjectKey.Of(policy), cancellationToken);
        if (current?.Metadata.Uid != policy.Metadata.Uid || current.Metadata.Generation != policy.Metadata.Generation)
        {
            return $"MigrationPolicy '{policy.Metadata.Name}' was changed or deleted meanwhile; it is evaluated again";
        }

        var pod = await client.GetAsync(CoreTypes.Pods, new(move.PodNamespace, move.PodName), cancellationToken);
        if (pod?.Metadata.Uid != move.PodUid || pod.Spec.NodeName != move.SourceNode)
        {
            return $"pod '{move.PodNamespace}/{move.PodName}' is gone or no longer on '{move.SourceNode}'";
        }

        var all = await client.ListAsync(PodMotionTypes.PodMigrations, new() { Namespace = move.PodNamespace }, cancellationToken);
        var other = all.Items.FirstOrDefault(other => other.Spec.PodName == move.PodName && other.Status?.Phase.IsFinal() != true);
        if (other is not null)
        {
            return $"PodMigration '{ObjectKey.Of(other)}' moves pod '{move.PodNamespace}/{move.PodName}' already";
        }

        var view = PodView.Of(pod, null);
        return view.Blockers.Concat(TargetChoice.Blockers(snapshots.Build(), view, move.TargetNode)).FirstOrDefault()?.Message;
    }

    private bool IsOver(ObjectKey key) => cluster.Migrations.Find(key)?.Status?.Phase.IsFinal() == true;

    private static PodMigration Migration(MigrationPolicy policy, Move move, string name) => new()
    {
        Metadata = new()
        {
            Name = name,
            Namespace = move.PodNamespace,
            Labels = new Dictionary<string, string> { [PodMotionGroup.PolicyLabel] = move.PolicyName[..Math.Min(move.PolicyName.Length, 63)] },
        },
        Spec = new()
        {
            PodName = move.PodName,
            PodNamespace = move.PodNamespace,
            SourcePodUID = move.PodUid,
            TargetNodeName = move.TargetNode,
            Mode = policy.Spec.MigrationTemplate.Mode,
            TcpPreservationMode = policy.Spec.MigrationTemplate.TcpPreservationMode,
            CompletionTimeoutSeconds = policy.Spec.MigrationTemplate.CompletionTimeoutSeconds,
            Origin = new() { Type = "Policy", PolicyName = move.PolicyName, TriggerName = move.TriggerName, Message = move.Message },
        },
    };

    private static partial class Log
    {
        [LoggerMessage(1010, LogLevel.Information, "MigrationPolicy '{Policy}' made PodMigration '{Migration}': {Detail}")]
        public static partial void Started(ILogger logger, string policy, string migration, string detail);

        [LoggerMessage(1011, LogLevel.Warning, "MigrationPolicy '{Policy}' does not move pod '{Pod}' after all: {Detail}")]
        public static partial void Dropped(ILogger logger, string policy, string pod, string detail);
    }
}

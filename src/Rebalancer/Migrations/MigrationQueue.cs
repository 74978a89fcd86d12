using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Migration;
using PodMotion.Rebalancer.Cluster;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>
/// One unfinished migration for each pair of nodes and each pod; the others wait in the order in which they were made. Who holds <see cref="Turn"/> is the only one that may
/// leave the queue, so two that ask at the same time do not both go.
/// </summary>
public sealed class MigrationQueue(KubeClient client, ClusterCache cluster) : IDisposable
{
    /// <summary>Held from asking until the answer is recorded.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Whether it is this migration's turn. The cache can only make it wait; to let it go, the server itself is asked.</summary>
    public async Task<QueueVerdict> AskAsync(PodMigration migration, CancellationToken cancellationToken)
    {
        if (First(migration, cluster.Migrations.Snapshot.Values) is { } cached)
        {
            return new(cached);
        }

        var all = await client.ListAsync(PodMotionTypes.PodMigrations, Selection.All, cancellationToken);
        return new(First(migration, all.Items));
    }

    /// <inheritdoc/>
    public void Dispose() => Turn.Dispose();

    private static string? First(PodMigration mine, IEnumerable<PodMigration> all) => all
        .Where(other => other.Metadata.Uid != mine.Metadata.Uid && IsBefore(other, mine) && (SamePair(other.Status!, mine.Status!) || SamePod(other, mine)))
        .OrderBy(other => other.Status!.Phase == MigrationPhase.Queued)
        .ThenBy(Order)
        .Select(other => ObjectKey.Of(other).ToString())
        .FirstOrDefault();

    private static bool IsBefore(PodMigration other, PodMigration mine) => other.Status is { } status
        && status.Phase > MigrationPhase.Validating
        && !status.Phase.IsFinal()
        && (status.Phase != MigrationPhase.Queued || Order(other).CompareTo(Order(mine)) < 0);

    private static (DateTimeOffset?, string) Order(PodMigration migration) =>
        (migration.Metadata.CreationTimestamp, ObjectKey.Of(migration).ToString());

    // The pod that one makes may be the pod that the other moves.
    private static bool SamePod(PodMigration one, PodMigration two) => one.Metadata.Namespace == two.Metadata.Namespace
        && (one.Spec.PodName == two.Spec.PodName || one.Status!.TargetPodName == two.Spec.PodName || two.Status!.TargetPodName == one.Spec.PodName);

    private static bool SamePair(PodMigrationStatus one, PodMigrationStatus two) =>
        (one.SourceNodeName == two.SourceNodeName && one.TargetNodeName == two.TargetNodeName)
        || (one.SourceNodeName == two.TargetNodeName && one.TargetNodeName == two.SourceNodeName);
}

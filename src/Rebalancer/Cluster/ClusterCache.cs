using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Rebalancer.Work;

namespace PodMotion.Rebalancer.Cluster;

/// <summary>What a watch last told of everything that the rebalancer looks at; a change wakes the migrations that it concerns.</summary>
public sealed class ClusterCache
{
    private readonly WorkQueue queue;

    /// <summary>Empty until <see cref="RunAsync"/> has listed.</summary>
    public ClusterCache(KubeClient client, WorkQueue queue, TimeProvider time, ILogger<ClusterCache> logger)
    {
        this.queue = queue;
        Pods = new(client, CoreTypes.Pods, Selection.All, PodChanged, time, logger);
        Nodes = new(client, CoreTypes.Nodes, Selection.All, static _ => { }, time, logger);
        Namespaces = new(client, CoreTypes.Namespaces, Selection.All, static _ => { }, time, logger);
        Migrations = new(client, PodMotionTypes.PodMigrations, Selection.All, change => queue.Add(change.Key), time, logger);
        Policies = new(client, PodMotionTypes.MigrationPolicies, Selection.All, static _ => { }, time, logger);
        Capacities = new(client, PodMotionTypes.NodeMigrationCapacities, Selection.All, static _ => { }, time, logger);
    }

    /// <summary>All pods.</summary>
    public ResourceCache<Pod> Pods { get; }

    /// <summary>All nodes.</summary>
    public ResourceCache<Node> Nodes { get; }

    /// <summary>All namespaces.</summary>
    public ResourceCache<Namespace> Namespaces { get; }

    /// <summary>All PodMigrations.</summary>
    public ResourceCache<PodMigration> Migrations { get; }

    /// <summary>All MigrationPolicies.</summary>
    public ResourceCache<MigrationPolicy> Policies { get; }

    /// <summary>All NodeMigrationCapacities.</summary>
    public ResourceCache<NodeMigrationCapacity> Capacities { get; }

    /// <summary>Ends when everything was listed once.</summary>
    public Task Synced => Task.WhenAll(Pods.Synced, Nodes.Synced, Namespaces.Synced, Migrations.Synced, Policies.Synced, Capacities.Synced);

    /// <summary>Keeps the caches until it is cancelled, or until one of them can be kept no longer: then it ends with that one's error.</summary>
    public async Task RunAsync(CancellationToken cancellationToken) => await await Task.WhenAny(
        Pods.RunAsync(cancellationToken),
        Nodes.RunAsync(cancellationToken),
        Namespaces.RunAsync(cancellationToken),
        Migrations.RunAsync(cancellationToken),
        Policies.RunAsync(cancellationToken),
        Capacities.RunAsync(cancellationToken));

    private void PodChanged(ResourceChange<Pod> change)
    {
        if ((change.After ?? change.Before)?.Metadata.Labels.GetValueOrDefault(PodMotionGroup.MigrationLabel) is { } migration)
        {
            queue.Add(new(change.Key.Namespace, migration));
        }

        foreach (var (key, value) in Migrations.Snapshot)
        {
            if (key.Namespace == change.Key.Namespace && value.Spec.PodName == change.Key.Name && value.Status?.Phase.IsFinal() != true)
            {
                queue.Add(key);
            }
        }
    }
}

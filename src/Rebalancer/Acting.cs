using PodMotion.Rebalancer.Cluster;

namespace PodMotion.Rebalancer;

/// <summary>Whether this process may act: it has seen the cluster and every agent was asked once, and it holds the lease.</summary>
public sealed class Acting(ClusterCache cluster, NodeSampler sampler, Leadership leadership)
{
    /// <summary>Whether it may act now.</summary>
    public bool Now => Obstacles.Count == 0;

    /// <summary>What is still missing.</summary>
    public IReadOnlyList<string> Obstacles =>
    [
        .. Missing(cluster.Synced, "the caches are not synced"),
        .. Missing(sampler.FirstRound, "the agents were not asked yet"),
        .. Missing(leadership.Held, "the lease is not held"),
    ];

    /// <summary>Waits until it may.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(cluster.Synced, sampler.FirstRound, leadership.Held).WaitAsync(cancellationToken);

    private static string[] Missing(Task task, string what) => task.IsCompletedSuccessfully ? [] : [what];
}

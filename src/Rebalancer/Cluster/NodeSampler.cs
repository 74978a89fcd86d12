using System.Collections.Concurrent;
using PodMotion.Api.Grpc;
using PodMotion.Rebalancer.Agents;

namespace PodMotion.Rebalancer.Cluster;

/// <summary>Asks the agent of every node for what the node and its pods use, every 5 seconds.</summary>
public sealed partial class NodeSampler(ClusterCache cluster, AgentDirectory agents, TimeProvider time, ILogger<NodeSampler> logger)
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, AgentSight> sights = new();
    private readonly TaskCompletionSource firstRound = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when every node was asked once.</summary>
    public Task FirstRound => firstRound.Task;

    /// <summary>What the agent of a node said last; null where it was not asked yet.</summary>
    public AgentSight? Find(string node) => sights.GetValueOrDefault(node);

    /// <summary>Asks until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await cluster.Synced.WaitAsync(cancellationToken);
        while (true)
        {
            await RoundAsync(cancellationToken);
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>Asks every node once.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        var nodes = cluster.Nodes.Snapshot.Keys.Select(static key => key.Name).ToHashSet();
        foreach (var gone in sights.Keys.Where(node => !nodes.Contains(node)))
        {
            sights.TryRemove(gone, out _);
        }

        await Task.WhenAll(nodes.Select(node => AskAsync(node, cancellationToken)));
        firstRound.TrySetResult();
    }

    private async Task AskAsync(string node, CancellationToken cancellationToken)
    {
        var before = sights.GetValueOrDefault(node);
        if (agents.Find(node) is not { } agent)
        {
            sights[node] = new(before?.Report, before?.AnsweredAt, "the node has no InternalIP to reach an agent at");
            return;
        }

        try
        {
            var report = await agent.GetNodeAsync(TimeLimit, cancellationToken);
            sights[node] = new(report, time.GetUtcNow(), null);
            if (before is null or { Problem: not null })
            {
                Log.Answers(logger, node, report.AgentVersion);
            }
        }
        catch (GrpcException e)
        {
            sights[node] = new(before?.Report, before?.AnsweredAt, e.Message.TrimEnd('.'));
            if (before is null or { Problem: null })
            {
                Log.Silent(logger, node, e.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Information, "The agent of node '{Node}' answers; its version is {Version}.")]
        public static partial void Answers(ILogger logger, string node, string version);

        [LoggerMessage(1402, LogLevel.Warning, "The agent of node '{Node}' does not answer and is asked again every 5 s: {Detail}")]
        public static partial void Silent(ILogger logger, string node, string detail);
    }
}

using System.Collections.Concurrent;
using PodMotion.Api;
using PodMotion.Api.Grpc;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Migration;
using PodMotion.Rebalancer.Agents;
using PodMotion.Rebalancer.Work;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>
/// Follows the sessions of running migrations: every event wakes the migration, which then asks for the truth itself. A stream that breaks is opened
/// again on the next look.
/// </summary>
public sealed partial class SessionFollowers(AgentDirectory agents, WorkQueue queue, ILogger<SessionFollowers> logger) : IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(ObjectKey Key, string Node), Task> streams = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Follows the sessions that there may be at this point, if they are not followed already.</summary>
    public void Follow(ObjectKey key, Observed observed)
    {
        var (uid, status) = (observed.Migration.Metadata.Uid, observed.Migration.Status);
        if (observed.Phase.IsFinal() || status is null)
        {
            Leave(key);
            return;
        }

        if (observed.TargetSession is { Answer: SessionAnswer.Found, Over: false })
        {
            Follow(key, status.TargetNodeName!, uid);
        }

        if (observed.SourceSession is { Answer: SessionAnswer.Found, Over: false })
        {
            Follow(key, status.SourceNodeName!, uid);
        }
    }

    /// <summary>The migration is over or gone: its streams, which end by themselves, are forgotten.</summary>
    public void Leave(ObjectKey key)
    {
        foreach (var stream in streams.Keys.Where(stream => stream.Key == key))
        {
            streams.TryRemove(stream, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private void Follow(ObjectKey key, string node, string uid)
    {
        if (streams.TryGetValue((key, node), out var running) && !running.IsCompleted)
        {
            return;
        }

        streams[(key, node)] = FollowAsync(key, node, uid, stopping.Token);
    }

    private async Task FollowAsync(ObjectKey key, string node, string uid, CancellationToken cancellationToken)
    {
        if (agents.Find(node) is not { } agent)
        {
            return;
        }

        try
        {
            await foreach (var happened in agent.WatchSessionAsync(uid, TimeLimit, cancellationToken))
            {
                Log.Happened(logger, key.ToString(), node, happened.Step.ToString());
                queue.Add(key);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (GrpcException e)
        {
            Log.Broken(logger, key.ToString(), node, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1220, LogLevel.Debug, "PodMigration '{Migration}': node '{Node}' reports {Step}.")]
        public static partial void Happened(ILogger logger, string migration, string node, string step);

        [LoggerMessage(1221, LogLevel.Debug, "PodMigration '{Migration}': following node '{Node}' ended: {Detail}")]
        public static partial void Broken(ILogger logger, string migration, string node, string detail);
    }
}

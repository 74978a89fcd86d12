using PodMotion.Api.Grpc;
using PodMotion.Policies.Migration;
using PodMotion.Rebalancer.Agents;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Asks agents for what they have journalled of a session.</summary>
public sealed partial class SessionReader(AgentDirectory agents, ILogger<SessionReader> logger)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(3);

    /// <summary>The session of a migration at a node. Only the agent's own word that it knows nothing counts as not found.</summary>
    public async Task<SessionView> ReadAsync(string? node, string migrationUid, CancellationToken cancellationToken)
    {
        if (agents.Find(node) is not { } agent)
        {
            return SessionView.Unreachable;
        }

        try
        {
            var report = await agent.GetSessionAsync(migrationUid, TimeLimit, cancellationToken);
            return SessionView.Of([.. report.Events]);
        }
        catch (GrpcException e) when (e.Status == GrpcStatusCode.NotFound)
        {
            return SessionView.NotFound;
        }
        catch (GrpcException e)
        {
            Log.Silent(logger, node!, e.Status, e.Message);
            return SessionView.Unreachable;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1210, LogLevel.Warning, "The agent of node '{Node}' did not tell of a session: {Status}, {Detail}")]
        public static partial void Silent(ILogger logger, string node, GrpcStatusCode status, string detail);
    }
}

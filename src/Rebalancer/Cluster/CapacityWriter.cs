using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Api.Kubernetes;

namespace PodMotion.Rebalancer.Cluster;

/// <summary>Makes a NodeMigrationCapacity for every node whose agent has answered, and keeps its status: what the agent reports, and the moves at the node.</summary>
public sealed partial class CapacityWriter(
    KubeClient client, ClusterCache cluster, NodeSampler sampler, TimeProvider time, ILogger<CapacityWriter> logger)
{
    // Readers take a heartbeat of up to 30 s for alive.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Writes what changed, for every node.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var key in cluster.Nodes.Snapshot.Keys)
        {
            if (sampler.Find(key.Name) is not { Report: not null } sight)
            {
                continue;
            }

            var capacity = cluster.Capacities.Find(key) ?? await CreateAsync(key.Name, cancellationToken);
            if (capacity is not null)
            {
                await WriteAsync(capacity, sight, cancellationToken);
            }
        }
    }

    private async Task<NodeMigrationCapacity?> CreateAsync(string node, CancellationToken cancellationToken)
    {
        var capacity = new NodeMigrationCapacity { Metadata = new() { Name = node }, Spec = new() { NodeName = node } };
        var result = await client.CreateAsync(PodMotionTypes.NodeMigrationCapacities, capacity, cancellationToken);
        if (!result.IsDone && result.Outcome != KubeOutcome.AlreadyExists)
        {
            Log.NotWritten(logger, node, result.Message);
        }

        return result.Value;
    }

    private async Task WriteAsync(NodeMigrationCapacity capacity, AgentSight sight, CancellationToken cancellationToken)
    {
        var before = capacity.Status ?? new();
        var after = Status(capacity, before, sight);
        var due = before.LastHeartbeatTime is not { } last || sight.AnsweredAt - last >= Heartbeat;
        if (!due && before.Usage == after.Usage && before.Conditions.SequenceEqual(after.Conditions))
        {
            return;
        }

        var result = await client.ReplaceStatusAsync(PodMotionTypes.NodeMigrationCapacities, capacity with { Status = after }, cancellationToken);
        if (!result.IsDone && result.Outcome != KubeOutcome.Conflict)
        {
            Log.NotWritten(logger, capacity.Metadata.Name, result.Message);
        }
    }

    private NodeMigrationCapacityStatus Status(NodeMigrationCapacity capacity, NodeMigrationCapacityStatus before, AgentSight sight)
    {
        var (name, now, report) = (capacity.Metadata.Name, time.GetUtcNow(), sight.Report!);
        var ready = now - sight.AnsweredAt <= SnapshotBuilder.AgentLimit;
        var capable = report.Capabilities?.Capable == true;
        return new()
        {
            Conditions =
            [
                ConditionOf(before, ConditionTypes.Ready, ready, ready ? "AgentAnswers" : Reasons.AgentNotReady,
                    ready ? $"Node '{name}': the agent answers." : $"Node '{name}': the agent does not answer: {sight.Problem}."),
                ConditionOf(before, ConditionTypes.Capable, capable, capable ? "CriuWorks" : "NotCapable",
                    capable ? $"Node '{name}': pods can be checkpointed and restored." : $"Node '{name}': {report.Capabilities?.Message}"),
            ],
            LastHeartbeatTime = sight.AnsweredAt,
            AgentVersion = report.AgentVersion,
            Capabilities = Capabilities(report.Capabilities),
            Usage = Usage(name),
        };
    }

    private static NodeMigrationCapabilities? Capabilities(Capabilities? reported) => reported is null ? null : new()
    {
        Architecture = reported.Architecture,
        KernelVersion = reported.KernelVersion,
        CriuVersion = reported.CriuVersion.Length == 0 ? null : reported.CriuVersion,
        ContainerRuntime = reported.ContainerRuntime,
        CgroupVersion = reported.CgroupVersion,
    };

    private NodeMigrationUsage Usage(string node)
    {
        var running = cluster.Migrations.Snapshot.Values
            .Select(static migration => migration.Status)
            .Where(static status => status is { Phase: > MigrationPhase.Queued } && !status.Phase.IsFinal())
            .ToList();
        return new(new(running.Count(status => status!.SourceNodeName == node)), new(running.Count(status => status!.TargetNodeName == node)));
    }

    private Condition ConditionOf(NodeMigrationCapacityStatus before, string type, bool value, string reason, string message)
    {
        var held = before.Conditions.FirstOrDefault(condition => condition.Type == type);
        var status = value ? "True" : "False";
        return held?.Status == status && held.Reason == reason
            ? held
            : new() { Type = type, Status = status, Reason = reason, Message = message, LastTransitionTime = time.GetUtcNow() };
    }

    private static partial class Log
    {
        [LoggerMessage(1403, LogLevel.Warning, "NodeMigrationCapacity '{Node}' was not written: {Detail}")]
        public static partial void NotWritten(ILogger logger, string node, string detail);
    }
}

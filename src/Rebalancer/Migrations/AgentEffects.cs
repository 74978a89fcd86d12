using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Policies.Migration;
using PodMotion.Rebalancer.Agents;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Asks the agents for what was decided. A refusal is an answer; an agent that does not answer is asked again on a later look.</summary>
public sealed partial class AgentEffects(KubeClient client, AgentDirectory agents, IEpoch epoch, ILogger<AgentEffects> logger)
{
    private const uint FreezeLimitSeconds = 60;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(15);

    /// <summary>Session and tickets at the target.</summary>
    public async Task<EffectResult> PrepareTargetAsync(Observed o, CancellationToken cancellationToken)
    {
        var (migration, status) = (o.Migration, o.Migration.Status!);
        if (await SourceAsync(migration, cancellationToken) is not { } source)
        {
            return EffectResult.Done;
        }

        var request = new PrepareTargetRequest
        {
            MigrationUid = migration.Metadata.Uid,
            Epoch = epoch.Current,
            SourcePod = Identity(source),
            TargetPod = new() { Namespace = migration.Metadata.Namespace, Name = status.TargetPodName, Uid = o.Target.Uid },
            SourceNode = status.SourceNodeName,
            TcpMode = Tcp(migration),
        };
        request.ContainerNames.Add(source.Spec.Containers.Select(static container => container.Name));
        return await AskAsync(status.TargetNodeName!, agent => agent.PrepareTargetAsync(request, TimeLimit, cancellationToken));
    }

    /// <summary>The critical section at the source.</summary>
    public async Task<EffectResult> StartSourceAsync(PodMigration migration, CancellationToken cancellationToken)
    {
        var status = migration.Status!;
        var target = agents.Node(status.TargetNodeName);
        if (await SourceAsync(migration, cancellationToken) is not { } source || target is null)
        {
            return EffectResult.Done;
        }

        var request = new StartSourceRequest
        {
            MigrationUid = migration.Metadata.Uid,
            Epoch = epoch.Current,
            SourcePod = Identity(source),
            TargetPod = await TargetIdentityAsync(migration, cancellationToken),
            TargetNode = status.TargetNodeName,
            TargetEndpoint = agents.Addresses.Grpc(target) ?? "",
            TargetBulkEndpoint = agents.Addresses.Bulk(target) ?? "",
            TcpMode = Tcp(migration),
            FreezeLimitSeconds = FreezeLimitSeconds,
        };
        request.ContainerNames.Add(source.Spec.Containers.Select(static container => container.Name));
        return await AskAsync(status.SourceNodeName!, agent => agent.StartSourceAsync(request, TimeLimit, cancellationToken));
    }

    /// <summary>Gives a session up. That it can no longer be is a refusal to be shown; the next look finds out how far it is.</summary>
    public Task<EffectResult> AbortAsync(PodMigration migration, string node, string why, CancellationToken cancellationToken)
    {
        var request = new AbortSessionRequest { MigrationUid = migration.Metadata.Uid, Epoch = epoch.Current, Reason = why };
        return AskAsync(node, agent => agent.AbortSessionAsync(request, AbortLimit, cancellationToken));
    }

    /// <summary>Lets the agents drop what they have of a session that is over.</summary>
    public async Task<EffectResult> ForgetAsync(Observed o, CancellationToken cancellationToken)
    {
        var (uid, status) = (o.Migration.Metadata.Uid, o.Migration.Status!);
        if (o.SourceSession.Over)
        {
            await AskAsync(status.SourceNodeName!, agent => agent.ForgetSessionAsync(uid, TimeLimit, cancellationToken));
        }

        if (o.TargetSession.Over)
        {
            await AskAsync(status.TargetNodeName!, agent => agent.ForgetSessionAsync(uid, TimeLimit, cancellationToken));
        }

        return EffectResult.Done;
    }

    private static TcpMode Tcp(PodMigration migration) => migration.Spec.TcpPreservationMode switch
    {
        TcpPreservationMode.None => TcpMode.None,
        TcpPreservationMode.BestEffort => TcpMode.BestEffort,
        TcpPreservationMode.Strict => TcpMode.Strict,
    };

    private static PodIdentity Identity(Pod pod) => new()
    {
        Namespace = pod.Metadata.Namespace,
        Name = pod.Metadata.Name,
        Uid = pod.Metadata.Uid,
        Ip = pod.Status.PodIP ?? "",
    };

    private async Task<Pod?> SourceAsync(PodMigration migration, CancellationToken cancellationToken)
    {
        var pod = await client.GetAsync(CoreTypes.Pods, new(migration.Metadata.Namespace, migration.Spec.PodName), cancellationToken);
        return pod?.Metadata.Uid == migration.Status!.SourcePodUID ? pod : null;
    }

    private async Task<PodIdentity> TargetIdentityAsync(PodMigration migration, CancellationToken cancellationToken)
    {
        var status = migration.Status!;
        var pod = await client.GetAsync(CoreTypes.Pods, new(migration.Metadata.Namespace, status.TargetPodName!), cancellationToken);
        return new()
        {
            Namespace = migration.Metadata.Namespace,
            Name = status.TargetPodName,
            Uid = status.TargetPodUID ?? pod?.Metadata.Uid ?? "",
            Ip = pod?.Status.PodIP ?? "",
        };
    }

    private async Task<EffectResult> AskAsync<T>(string node, Func<AgentClient, Task<T>> ask)
    {
        if (agents.Find(node) is not { } agent)
        {
            return EffectResult.Done;
        }

        try
        {
            await ask(agent);
            return EffectResult.Done;
        }
        catch (GrpcException e) when (e.Status is GrpcStatusCode.FailedPrecondition or GrpcStatusCode.InvalidArgument or GrpcStatusCode.AlreadyExists
            or GrpcStatusCode.PermissionDenied or GrpcStatusCode.Unimplemented or GrpcStatusCode.ResourceExhausted)
        {
            return new(e.Message);
        }
        catch (GrpcException e)
        {
            Log.Silent(logger, node, e.Status, e.Message);
            // Nothing may be concluded from silence, not even that nothing was done: the next look asks what the agent has journalled.
            return EffectResult.Done;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1211, LogLevel.Warning, "The agent of node '{Node}' did not answer what it was asked to do and is asked again: {Status}, {Detail}")]
        public static partial void Silent(ILogger logger, string node, GrpcStatusCode status, string detail);
    }
}

using System.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.NodeAgent.Configuration;
using PodMotion.NodeAgent.Runtime;
using PodMotion.NodeAgent.Sessions;
using PodMotion.NodeAgent.Usage;

namespace PodMotion.NodeAgent;

/// <summary>The agent's calls; what each promises stands in agent.proto.</summary>
public sealed class AgentServer(
    IOptions<AgentOptions> options, SessionRegistry registry, SessionHost host, InstanceId instance, PodInspector inspector, CriuProbe criu, CgroupSampler usage) : INodeAgent
{
    /// <inheritdoc/>
    public async Task<NodeReport> GetNodeAsync(GetNodeRequest request, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var report = new NodeReport
        {
            NodeName = options.Value.NodeName,
            InstanceId = instance.Value,
            Capabilities = await criu.GetAsync(call.CancellationToken),
            AgentVersion = typeof(AgentServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        };
        if (usage.Current is { } sample)
        {
            report.SampledAt = sample.SampledAt.ToTimestamp();
            report.CpuUsageCores = sample.Node.CpuCores ?? 0;
            report.MemoryWorkingSetBytes = sample.Node.MemoryWorkingSetBytes;
            report.Pods.AddRange(sample.Pods.Select(pod => new PodUsage
            {
                PodUid = pod.Key,
                CpuUsageCores = pod.Value.CpuCores ?? 0,
                MemoryWorkingSetBytes = pod.Value.MemoryWorkingSetBytes,
            }));
        }

        return report;
    }

    /// <inheritdoc/>
    public Task<PodInspection> InspectPodAsync(InspectPodRequest request, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(call);
        RequestChecks.RequireUid(nameof(request.PodUid), request.PodUid);
        return inspector.InspectAsync(request.PodUid, request.ContainerNames, call.CancellationToken);
    }

    /// <inheritdoc/>
    public Task<SessionReport> PrepareTargetAsync(PrepareTargetRequest request, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestChecks.Check(request);
        return Task.FromResult(registry.OpenTarget(request).Log.Report(instance.Value));
    }

    /// <inheritdoc/>
    public Task<SessionReport> StartSourceAsync(StartSourceRequest request, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequestChecks.Check(request);
        var session = registry.OpenSource(request, out var isNew);
        if (isNew)
        {
            host.Run(session);
        }

        return Task.FromResult(session.Log.Report(instance.Value));
    }

    /// <inheritdoc/>
    public Task<SessionReport> GetSessionAsync(SessionRequest request, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(Known(request.MigrationUid).Report(instance.Value));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SessionEvent> WatchSessionAsync(SessionRequest request, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(call);
        await foreach (var item in Known(request.MigrationUid).WatchAsync(call.CancellationToken))
        {
            yield return item;
        }
    }

    /// <inheritdoc/>
    public async Task<SessionReport> AbortSessionAsync(AbortSessionRequest request, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(call);
        var log = Known(request.MigrationUid);
        if (registry.Source(request.MigrationUid) is { } source)
        {
            source.Epoch = SessionRegistry.Newest(request.MigrationUid, request.Epoch, source.Epoch);
            await AbortAsync(source, request.Reason, call.CancellationToken);
        }
        else if (registry.Target(request.MigrationUid) is { } target)
        {
            target.Epoch = SessionRegistry.Newest(request.MigrationUid, request.Epoch, target.Epoch);
            if (!await target.AbandonAsync("Aborted", request.Reason))
            {
                throw TooLate(log);
            }
        }

        return log.Report(instance.Value);
    }

    /// <inheritdoc/>
    public Task<ForgetSessionReply> ForgetSessionAsync(SessionRequest request, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (registry.Log(request.MigrationUid) is { } log)
        {
            if (!log.Step.IsEnd())
            {
                throw new GrpcException(GrpcStatusCode.FailedPrecondition, $"Migration {request.MigrationUid} is at step {log.Step} here; only an ended session can be forgotten.");
            }

            registry.Forget(request.MigrationUid);
        }

        return Task.FromResult(new ForgetSessionReply());
    }

    /// <inheritdoc/>
    public Task<RestoreReply> RestoreAsync(PeerRequest request, string callerNode, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(call);
        return Peer(request, callerNode).RestoreAsync(call.CancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResumeReply> ResumeAsync(PeerRequest request, string callerNode, GrpcServerCall call)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(call);
        return Peer(request, callerNode).ResumeAsync(call.CancellationToken);
    }

    private static async Task AbortAsync(SourceSession source, string reason, CancellationToken cancellationToken)
    {
        source.Abort(reason);
        // Past the commit the end may be long in coming, and it is not the one that was asked for.
        if (source.Log.Step.IsBeforeCommit())
        {
            await foreach (var item in source.Log.WatchAsync(cancellationToken))
            {
                if (!item.Step.IsBeforeCommit())
                {
                    break;
                }
            }
        }

        if (source.Log.Step != SessionStep.RolledBack)
        {
            throw TooLate(source.Log);
        }
    }

    private TargetSession Peer(PeerRequest request, string callerNode)
    {
        var session = registry.Target(request.MigrationUid) ?? throw NotKnown(request.MigrationUid);
        return session.Request.SourceNode == callerNode
            ? session
            : throw new GrpcException(
                GrpcStatusCode.PermissionDenied, $"The caller is the agent of node '{callerNode}'; migration {request.MigrationUid} comes from node '{session.Request.SourceNode}'.");
    }

    private SessionLog Known(string migrationUid) => registry.Log(migrationUid) ?? throw NotKnown(migrationUid);

    private GrpcException NotKnown(string migrationUid) =>
        new(GrpcStatusCode.NotFound, $"Node '{options.Value.NodeName}' knows nothing of migration '{migrationUid}'.");

    private static GrpcException TooLate(SessionLog log) =>
        new(GrpcStatusCode.FailedPrecondition, $"Migration {log.MigrationUid} is at step {log.Step} here; it is too late to give it up.");
}

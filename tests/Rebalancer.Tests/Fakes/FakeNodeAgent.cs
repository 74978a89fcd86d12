using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;

namespace PodMotion.Rebalancer.Tests.Fakes;

/// <summary>A node's agent that keeps a journal and moves nothing: a test plays the data plane with <see cref="Sessions"/>.</summary>
public sealed class FakeNodeAgent(string node, FakeLine line) : INodeAgent
{
    public ConcurrentDictionary<string, FakeSession> Sessions { get; } = new();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public bool Capable { get; set; } = true;

    public bool Silent { get; set; }

    public double CpuCores { get; set; }

    public Dictionary<string, double> PodCores { get; } = [];

    public string? RefusesStart { get; set; }

    public Blocker? Blocker { get; set; }

    public ulong LastEpoch { get; private set; }

    public void Reset(TimeProvider time)
    {
        Sessions.Clear();
        PodCores.Clear();
        (Time, Capable, Silent, CpuCores, RefusesStart, Blocker) = (time, true, false, 0, null, null);
    }

    public Task<NodeReport> GetNodeAsync(GetNodeRequest request, GrpcServerCall call) => Serve(() =>
    {
        var report = new NodeReport
        {
            NodeName = node,
            InstanceId = "1",
            SampledAt = Timestamp.FromDateTimeOffset(Time.GetUtcNow()),
            CpuUsageCores = CpuCores,
            AgentVersion = "0.1.0",
            Capabilities = new() { Capable = Capable, CriuVersion = "4.2", Message = Capable ? "" : "CRIU is missing." },
        };
        report.Pods.Add(PodCores.Select(static pod => new PodUsage { PodUid = pod.Key, CpuUsageCores = pod.Value }));
        return report;
    });

    public Task<PodInspection> InspectPodAsync(InspectPodRequest request, GrpcServerCall call) => Serve(() =>
    {
        var inspection = new PodInspection { MemoryBytes = 1000, FileBytes = 24, EstablishedConnections = 1, Processes = 1 };
        if (Blocker is not null)
        {
            inspection.Blockers.Add(Blocker);
        }

        return inspection;
    });

    public Task<SessionReport> PrepareTargetAsync(PrepareTargetRequest request, GrpcServerCall call) => Serve(() =>
    {
        LastEpoch = request.Epoch;
        var session = Sessions.GetOrAdd(request.MigrationUid, _ => New(SessionRole.Target, request.TargetPod.Uid, request.TcpMode, SessionStep.Prepared));
        return session.PodUid == request.TargetPod.Uid
            ? Report(request.MigrationUid)
            : throw new GrpcException(GrpcStatusCode.FailedPrecondition, "The session is for another pod.");
    });

    public Task<SessionReport> StartSourceAsync(StartSourceRequest request, GrpcServerCall call) => Serve(() =>
    {
        if (RefusesStart is { } why)
        {
            throw new GrpcException(GrpcStatusCode.FailedPrecondition, why);
        }

        Sessions.GetOrAdd(request.MigrationUid, _ => New(SessionRole.Source, request.SourcePod.Uid, request.TcpMode, SessionStep.Opened));
        return Report(request.MigrationUid);
    });

    public Task<SessionReport> GetSessionAsync(SessionRequest request, GrpcServerCall call) => Serve(() => Report(request.MigrationUid));

    public async IAsyncEnumerable<SessionEvent> WatchSessionAsync(SessionRequest request, GrpcServerCall call)
    {
        // Breaks off after what there is, as a connection may at any time.
        await Task.CompletedTask;
        foreach (var happened in Sessions.TryGetValue(request.MigrationUid, out var session) ? session.Events.ToArray() : [])
        {
            yield return happened;
        }
    }

    public Task<SessionReport> AbortSessionAsync(AbortSessionRequest request, GrpcServerCall call) => Serve(() =>
    {
        var session = Find(request.MigrationUid);
        if (session.Step is SessionStep.Released or SessionStep.HandedBack or SessionStep.Ended or SessionStep.Resumed or SessionStep.InDoubt)
        {
            throw new GrpcException(GrpcStatusCode.FailedPrecondition, $"The session is at {session.Step}.");
        }

        if (!session.Over)
        {
            session.Add(session.Role == SessionRole.Source ? SessionStep.RolledBack : SessionStep.Abandoned, Time.GetUtcNow(), "Aborted", request.Reason);
        }

        return Report(request.MigrationUid);
    });

    public Task<ForgetSessionReply> ForgetSessionAsync(SessionRequest request, GrpcServerCall call) => Serve(() =>
    {
        if (!Find(request.MigrationUid).Over)
        {
            throw new GrpcException(GrpcStatusCode.FailedPrecondition, "The session is not over.");
        }

        Sessions.TryRemove(request.MigrationUid, out _);
        return new ForgetSessionReply();
    });

    public Task<RestoreReply> RestoreAsync(PeerRequest request, string callerNode, GrpcServerCall call) =>
        throw new GrpcException(GrpcStatusCode.Unimplemented, "The test plays the data plane.");

    public Task<ResumeReply> ResumeAsync(PeerRequest request, string callerNode, GrpcServerCall call) =>
        throw new GrpcException(GrpcStatusCode.Unimplemented, "The test plays the data plane.");

    private FakeSession New(SessionRole role, string podUid, TcpMode tcp, SessionStep first)
    {
        var session = new FakeSession(role, podUid, tcp != TcpMode.None);
        session.Add(first, Time.GetUtcNow());
        return session;
    }

    private FakeSession Find(string uid) => Sessions.TryGetValue(uid, out var session)
        ? session
        : throw new GrpcException(GrpcStatusCode.NotFound, $"Agent of '{node}' knows no session '{uid}'.");

    private SessionReport Report(string uid)
    {
        var session = Find(uid);
        var report = new SessionReport { MigrationUid = uid, Role = session.Role, InstanceId = "1" };
        report.Events.Add(session.Events);
        return report;
    }

    private Task<T> Serve<T>(Func<T> act)
    {
        if (Silent)
        {
            throw new GrpcException(GrpcStatusCode.Unavailable, $"The agent of '{node}' is away.");
        }

        return Task.FromResult(line.Carry(act));
    }
}

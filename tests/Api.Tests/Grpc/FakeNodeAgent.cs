using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;

namespace PodMotion.Api.Tests.Grpc;

/// <summary>Answers every call with what it was asked, and notes the calls that got through.</summary>
internal sealed class FakeNodeAgent : INodeAgent
{
    public List<string> Calls { get; } = [];

    public Task<NodeReport> GetNodeAsync(GetNodeRequest request, GrpcServerCall call)
    {
        Calls.Add("GetNode");
        return Task.FromResult(new NodeReport { NodeName = "n1" });
    }

    public Task<PodInspection> InspectPodAsync(InspectPodRequest request, GrpcServerCall call)
    {
        Calls.Add($"InspectPod {request.PodUid}");
        return Task.FromResult(new PodInspection { Processes = 1 });
    }

    public Task<SessionReport> PrepareTargetAsync(PrepareTargetRequest request, GrpcServerCall call) => Note("PrepareTarget", request.MigrationUid);

    public Task<SessionReport> StartSourceAsync(StartSourceRequest request, GrpcServerCall call) => Note("StartSource", request.MigrationUid);

    public Task<SessionReport> GetSessionAsync(SessionRequest request, GrpcServerCall call) => Note("GetSession", request.MigrationUid);

    public async IAsyncEnumerable<SessionEvent> WatchSessionAsync(SessionRequest request, GrpcServerCall call)
    {
        await Note("WatchSession", request.MigrationUid);
        yield return new SessionEvent { Sequence = 1 };
        yield return new SessionEvent { Sequence = 2 };
    }

    public Task<SessionReport> AbortSessionAsync(AbortSessionRequest request, GrpcServerCall call) => Note("AbortSession", request.MigrationUid);

    public async Task<ForgetSessionReply> ForgetSessionAsync(SessionRequest request, GrpcServerCall call)
    {
        await Note("ForgetSession", request.MigrationUid);
        return new ForgetSessionReply();
    }

    public async Task<RestoreReply> RestoreAsync(PeerRequest request, string callerNode, GrpcServerCall call)
    {
        await Note("Restore", $"{request.MigrationUid} by {callerNode}");
        return new RestoreReply();
    }

    public async Task<ResumeReply> ResumeAsync(PeerRequest request, string callerNode, GrpcServerCall call)
    {
        await Note("Resume", $"{request.MigrationUid} by {callerNode}");
        return new ResumeReply();
    }

    private Task<SessionReport> Note(string method, string detail)
    {
        Calls.Add($"{method} {detail}");
        return Task.FromResult(new SessionReport { MigrationUid = detail });
    }
}

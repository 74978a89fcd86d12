using PodMotion.Api.Grpc;

namespace PodMotion.Api.Agent;

/// <summary>
/// The server side of the NodeAgent service; what each method promises stands in agent.proto. Callers' roles are checked before a
/// method runs. A method refuses by throwing <see cref="GrpcException"/>.
/// </summary>
public interface INodeAgent
{
    /// <summary>What this node and its pods use now, and what this node can do.</summary>
    Task<NodeReport> GetNodeAsync(GetNodeRequest request, GrpcServerCall call);

    /// <summary>Whether one pod of this node can move, and how large it is.</summary>
    Task<PodInspection> InspectPodAsync(InspectPodRequest request, GrpcServerCall call);

    /// <summary>Makes a session and the pod's tickets on the target. Idempotent.</summary>
    Task<SessionReport> PrepareTargetAsync(PrepareTargetRequest request, GrpcServerCall call);

    /// <summary>Makes a session on the source and starts the critical section, which outlives the call. Idempotent.</summary>
    Task<SessionReport> StartSourceAsync(StartSourceRequest request, GrpcServerCall call);

    /// <summary>The state of a session as journalled.</summary>
    Task<SessionReport> GetSessionAsync(SessionRequest request, GrpcServerCall call);

    /// <summary>Every event of a session from the first, then each as it happens; ends after the session's last.</summary>
    IAsyncEnumerable<SessionEvent> WatchSessionAsync(SessionRequest request, GrpcServerCall call);

    /// <summary>Gives a session up; answers when the outcome is journalled. Idempotent.</summary>
    Task<SessionReport> AbortSessionAsync(AbortSessionRequest request, GrpcServerCall call);

    /// <summary>The rebalancer has recorded the session's end: its journal entry may go.</summary>
    Task<ForgetSessionReply> ForgetSessionAsync(SessionRequest request, GrpcServerCall call);

    /// <summary>Restores the received images into the waiting container, stopped.</summary>
    /// <param name="request">The migration.</param>
    /// <param name="callerNode">The node whose agent calls, from its certificate; must be the session's source.</param>
    /// <param name="call">The call.</param>
    Task<RestoreReply> RestoreAsync(PeerRequest request, string callerNode, GrpcServerCall call);

    /// <summary>Lets the pod run. Idempotent.</summary>
    /// <param name="request">The migration.</param>
    /// <param name="callerNode">The node whose agent calls, from its certificate; must be the session's source.</param>
    /// <param name="call">The call.</param>
    Task<ResumeReply> ResumeAsync(PeerRequest request, string callerNode, GrpcServerCall call);
}

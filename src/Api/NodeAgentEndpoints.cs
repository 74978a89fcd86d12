using Google.Protobuf;
using Microsoft.AspNetCore.Routing;
using PodMotion.Api.Grpc;

namespace PodMotion.Api.Agent;

/// <summary>The NodeAgent service as endpoints, each with the role that may call it.</summary>
public static class NodeAgentEndpoints
{
    /// <summary>Adds all methods of the service; the listener must verify client certificates (<see cref="MutualTls.KestrelOptions"/>).</summary>
    public static void MapNodeAgent(this IEndpointRouteBuilder endpoints, INodeAgent agent)
    {
        endpoints.ForRebalancer<GetNodeRequest, NodeReport>(NodeAgentMethods.GetNode, agent.GetNodeAsync);
        endpoints.ForRebalancer<InspectPodRequest, PodInspection>(NodeAgentMethods.InspectPod, agent.InspectPodAsync);
        endpoints.ForRebalancer<PrepareTargetRequest, SessionReport>(NodeAgentMethods.PrepareTarget, agent.PrepareTargetAsync);
        endpoints.ForRebalancer<StartSourceRequest, SessionReport>(NodeAgentMethods.StartSource, agent.StartSourceAsync);
        endpoints.ForRebalancer<SessionRequest, SessionReport>(NodeAgentMethods.GetSession, agent.GetSessionAsync);
        endpoints.ForRebalancer<AbortSessionRequest, SessionReport>(NodeAgentMethods.AbortSession, agent.AbortSessionAsync);
        endpoints.ForRebalancer<SessionRequest, ForgetSessionReply>(NodeAgentMethods.ForgetSession, agent.ForgetSessionAsync);
        endpoints.MapGrpcServerStreaming<SessionRequest, SessionEvent>(NodeAgentMethods.WatchSession, (request, call) =>
        {
            RequireRebalancer(call);
            return agent.WatchSessionAsync(request, call);
        });
        endpoints.ForPeer<RestoreReply>(NodeAgentMethods.Restore, agent.RestoreAsync);
        endpoints.ForPeer<ResumeReply>(NodeAgentMethods.Resume, agent.ResumeAsync);
    }

    private static void ForRebalancer<TReq, TRes>(this IEndpointRouteBuilder endpoints, string path, Func<TReq, GrpcServerCall, Task<TRes>> method)
        where TReq : class, IMessage<TReq>, new()
        where TRes : class, IMessage<TRes>, new() =>
        endpoints.MapGrpcUnary<TReq, TRes>(path, (request, call) =>
        {
            RequireRebalancer(call);
            return method(request, call);
        });

    private static void ForPeer<TRes>(this IEndpointRouteBuilder endpoints, string path, Func<PeerRequest, string, GrpcServerCall, Task<TRes>> method)
        where TRes : class, IMessage<TRes>, new() =>
        endpoints.MapGrpcUnary<PeerRequest, TRes>(path, (request, call) => method(request, Require(call, PeerRole.Agent).NodeName, call));

    private static void RequireRebalancer(GrpcServerCall call) => Require(call, PeerRole.Rebalancer);

    private static PeerIdentity Require(GrpcServerCall call, PeerRole role)
    {
        if (call.PeerCertificate is not { } certificate)
        {
            throw new GrpcException(
                GrpcStatusCode.Unauthenticated, $"The caller sent no certificate; this call needs one of the installation's own authority for role '{role}'.");
        }

        return PeerIdentity.From(certificate) is { } identity && identity.Role == role
            ? identity
            : throw new GrpcException(
                GrpcStatusCode.PermissionDenied,
                $"The caller's certificate has subject '{certificate.Subject}'; this call is for role '{role}' only.");
    }
}

using PodMotion.Api.Grpc;

namespace PodMotion.Api.Agent;

/// <summary>
/// The NodeAgent service of one node, seen from outside; what each call promises stands in agent.proto. Safe for concurrent use.
/// Every call ends within its time limit; errors are <see cref="GrpcException"/>. Disposing closes the connections.
/// </summary>
public sealed class AgentClient(GrpcChannel channel) : IDisposable
{
    /// <summary>A client of the agent at "address:port" that must prove to be the agent of a node.</summary>
    public static AgentClient Connect(string endpoint, string nodeName, MutualTls tls) => new(
        GrpcChannel.ForAddress(new Uri($"https://{endpoint}"), new GrpcChannelOptions { Tls = tls.ClientOptions(nodeName) }));

    /// <summary>What the node and its pods use now, and what the node can do.</summary>
    public Task<NodeReport> GetNodeAsync(TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.UnaryAsync<GetNodeRequest, NodeReport>(NodeAgentMethods.GetNode, new(), new(timeLimit), cancellationToken);

    /// <summary>Whether one pod of the node can move, and how large it is.</summary>
    public Task<PodInspection> InspectPodAsync(InspectPodRequest request, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.UnaryAsync<InspectPodRequest, PodInspection>(NodeAgentMethods.InspectPod, request, new(timeLimit), cancellationToken);

    /// <summary>Makes a session and the pod's tickets on the target. Idempotent.</summary>
    public Task<SessionReport> PrepareTargetAsync(PrepareTargetRequest request, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.UnaryAsync<PrepareTargetRequest, SessionReport>(NodeAgentMethods.PrepareTarget, request, new(timeLimit), cancellationToken);

    /// <summary>Makes a session on the source and starts the critical section, which outlives the call. Idempotent.</summary>
    public Task<SessionReport> StartSourceAsync(StartSourceRequest request, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.UnaryAsync<StartSourceRequest, SessionReport>(NodeAgentMethods.StartSource, request, new(timeLimit), cancellationToken);

    /// <summary>The state of a session as journalled.</summary>
    public Task<SessionReport> GetSessionAsync(string migrationUid, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.UnaryAsync<SessionRequest, SessionReport>(
            NodeAgentMethods.GetSession, new() { MigrationUid = migrationUid }, new(timeLimit), cancellationToken);

    /// <summary>Every event of a session from the first, then each as it happens; ends after the session's last. The limit covers the whole watch.</summary>
    public IAsyncEnumerable<SessionEvent> WatchSessionAsync(string migrationUid, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.ServerStreamingAsync<SessionRequest, SessionEvent>(
            NodeAgentMethods.WatchSession, new() { MigrationUid = migrationUid }, new(timeLimit), cancellationToken);

    /// <summary>Gives a session up; answers when the outcome is journalled. Idempotent.</summary>
    public Task<SessionReport> AbortSessionAsync(AbortSessionRequest request, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.UnaryAsync<AbortSessionRequest, SessionReport>(NodeAgentMethods.AbortSession, request, new(timeLimit), cancellationToken);

    /// <summary>The session's end is recorded: the agent may drop its journal entry.</summary>
    public Task<ForgetSessionReply> ForgetSessionAsync(string migrationUid, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.UnaryAsync<SessionRequest, ForgetSessionReply>(
            NodeAgentMethods.ForgetSession, new() { MigrationUid = migrationUid }, new(timeLimit), cancellationToken);

    /// <summary>By the source's agent: restores the received images, stopped.</summary>
    public Task<RestoreReply> RestoreAsync(string migrationUid, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.UnaryAsync<PeerRequest, RestoreReply>(
            NodeAgentMethods.Restore, new() { MigrationUid = migrationUid }, new(timeLimit), cancellationToken);

    /// <summary>By the source's agent, after its commit: lets the pod run. Idempotent.</summary>
    public Task<ResumeReply> ResumeAsync(string migrationUid, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        channel.UnaryAsync<PeerRequest, ResumeReply>(
            NodeAgentMethods.Resume, new() { MigrationUid = migrationUid }, new(timeLimit), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => channel.Dispose();
}

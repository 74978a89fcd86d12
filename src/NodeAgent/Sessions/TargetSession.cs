using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.NodeAgent.Network;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>
/// The target's half of a migration: parks the container's create call, takes the images in, restores, and lets the pod run on
/// the source's word or never. Safe for concurrent use: every change is a compare-and-append on the journal.
/// </summary>
public sealed partial class TargetSession(SessionLog log, PrepareTargetRequest request, SessionContext context) : IDisposable
{
    private readonly ILogger _logger = context.Loggers.CreateLogger<TargetSession>();
    private readonly TaskCompletionSource<bool> _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<RestoreReply> _restored = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _effects = new(1, 1);
    private PodLink? _link;

    /// <summary>The journalled state.</summary>
    public SessionLog Log { get; } = log;

    /// <summary>What the rebalancer asked for.</summary>
    public PrepareTargetRequest Request { get; } = request;

    /// <summary>Highest lease epoch seen.</summary>
    public ulong Epoch { get; set; } = request.Epoch;

    private bool KeepsConnections => Request.TcpMode != TcpMode.None;

    private string TargetPod => $"Pod '{Request.TargetPod.Namespace}/{Request.TargetPod.Name}'";

    private SessionFiles Files => context.Directories.Files(Log.MigrationUid);

    /// <summary>Issues the tickets; from now on the pod is restored here or does not start.</summary>
    public void Prepare()
    {
        context.Tickets.Issue(Request.TargetPod.Uid, Request.ContainerNames, Log.MigrationUid);
        Log.TryAppend(step => step == SessionStep.Unspecified, SessionStep.Prepared, "TargetPrepared", $"{TargetPod} will be restored here.");
    }

    /// <summary>Serves the handler's call for one container to its end.</summary>
    public async Task ServeHandlerAsync(HandlerCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (await ParkAsync(call, cancellationToken) is { } refusal)
        {
            await call.RefuseAsync(refusal);
            return;
        }

        var report = call.ReadLineAsync();
        if (!await AwaitGoAsync(report))
        {
            await call.RefuseAsync($"migration {Log.MigrationUid} was given up: {Log.Last()?.Message}");
            return;
        }

        var started = context.TimeProvider.GetTimestamp();
        await call.GoAsync(Log.MigrationUid, Files.Images, Files.Work, Files.CriuConfig, context.Options.Value.CriuPath);
        await FinishRestoreAsync(call, await report, context.TimeProvider.GetElapsedTime(started));
    }

    /// <summary>The source's agent: everything is there, restore. Answers when the processes are there, stopped.</summary>
    public async Task<RestoreReply> RestoreAsync(CancellationToken cancellationToken)
    {
        if (Log.Step is not (SessionStep.Received or SessionStep.Restored))
        {
            throw Refusal($"nothing can be restored at step {Log.Step}");
        }

        _go.TrySetResult(true);
        return await _restored.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The source's agent: it has given the pod up. From the journal entry on the pod runs here.</summary>
    public async Task<ResumeReply> ResumeAsync(CancellationToken cancellationToken)
    {
        if (Log.Step == SessionStep.Restored && !IsRestoredAlive())
        {
            await AbandonAsync("RestoredLost", "The restored processes were killed before they could run.");
        }

        Log.TryAppend(step => step == SessionStep.Restored, SessionStep.Resumed, "Resumed", $"{TargetPod} runs here.");
        if (Log.Step != SessionStep.Resumed)
        {
            await AbandonAsync("ResumedTooEarly", "The source asked to resume a pod that is not restored here.");
            throw Refusal("it will never run here");
        }

        await LetRunAsync(cancellationToken);
        return new ResumeReply { ResumedAt = Log.Last()?.Time ?? context.TimeProvider.GetUtcNow().ToTimestamp() };
    }

    /// <summary>Swears never to resume the pod, and removes what was restored. Does nothing once it is sworn.</summary>
    /// <returns>False where the pod runs here already.</returns>
    public async Task<bool> AbandonAsync(string reason, string message)
    {
        if (Log.TryAppend(SessionSteps.IsBeforeResume, SessionStep.Abandoned, reason, message))
        {
            TargetLog.Abandoned(_logger, Log.MigrationUid, Request.TargetPod.Uid, message);
            _go.TrySetResult(false);
            _restored.TrySetException(Refusal(message));
            await RemoveAsync();
        }

        return Log.Step == SessionStep.Abandoned;
    }

    /// <summary>Does after a restart what the journal asks for.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var action = SessionRecovery.Decide(SessionRole.Target, Log.Step);
        TargetLog.Recovering(_logger, Log.MigrationUid, Log.Step, action);
        await context.Leftovers.WaitAsync(Log.MigrationUid, cancellationToken);
        switch (action)
        {
            case RecoveryAction.Abandon:
                await AbandonAsync("AgentRestarted", "The target's agent was restarted before the pod was restored.");
                break;
            case RecoveryAction.KillAgain:
                await RemoveAsync();
                break;
            case RecoveryAction.Wait:
                _restored.TrySetResult(Reply(TimeSpan.Zero));
                break;
            // A fenced pod is on its way to a third node: its freeze and its gate are that session's.
            case RecoveryAction.ResumeAgain when context.Fences.Owner(Request.TargetPod.Uid) is null:
                await LetRunAsync(cancellationToken);
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _effects.Dispose();

    private async Task<string?> ParkAsync(HandlerCall call, CancellationToken cancellationToken)
    {
        if (Log.Step != SessionStep.Prepared || !Request.ContainerNames.Contains(call.ContainerName)
            || ContainerFinder.Read(call.Bundle) is not { Config.SandboxProcess: { } sandbox })
        {
            return $"container '{call.ContainerName}' comes with migration {Log.MigrationUid}, which is at step {Log.Step} here; it is not started afresh";
        }

        _link = await context.Network.FindAsync(sandbox, cancellationToken);
        Files.Create(KeepsConnections ? ["network-lock skip", "leave-stopped"] : ["network-lock skip", "leave-stopped", "tcp-close"]);
        Log.SetPlan(new SessionPlan
        {
            ContainerId = call.ContainerId,
            Bundle = call.Bundle,
            Process = sandbox,
            ProcessStart = ProcessFacts.StartTicks(sandbox) ?? 0,
            HostInterface = KeepsConnections ? _link.HostInterface : "",
            Bridge = KeepsConnections ? _link.Bridge : "",
            Address = _link.Address,
        });
        return Log.TryAppend(
            step => step == SessionStep.Prepared, SessionStep.Parked, "TargetParked", $"Container '{call.ContainerName}' waits for its images at {_link.Address}.")
            ? null
            : $"migration {Log.MigrationUid} was given up meanwhile";
    }

    // The handler says nothing before it has its order: a line or an end of its stream means that it was killed.
    private async Task<bool> AwaitGoAsync(Task handlerGone)
    {
        var limit = Task.Delay(context.Options.Value.ParkLimit, context.TimeProvider);
        var first = await Task.WhenAny(_go.Task, handlerGone, limit);
        if (first == handlerGone)
        {
            await AbandonAsync("HandlerGone", "The runtime gave the waiting container up before its images were here.");
        }
        else if (first == limit)
        {
            await AbandonAsync("ParkLimit", $"The images were not here within {context.Options.Value.ParkLimit.TotalSeconds} s.");
        }

        return await _go.Task;
    }

    private async Task FinishRestoreAsync(HandlerCall call, string? report, TimeSpan elapsed)
    {
        var code = report?.Split('\t') is ["DONE", var number] ? int.Parse(number, CultureInfo.InvariantCulture) : -1;
        if (code != 0)
        {
            var errors = CriuLog.FirstErrors(Files.RestoreLog);
            await AbandonAsync("RestoreFailed", $"The restore on the target failed with {code}: {(errors.Length > 0 ? errors : "CRIU logged no error")}.");
        }

        var reply = code == 0 ? Reply(elapsed) : new RestoreReply();
        var keep = code == 0 && Log.TryAppend(
            step => step == SessionStep.Received, SessionStep.Restored, "Restored", $"Container '{call.ContainerName}' is restored and stopped.",
            new Measurements { RestoreMs = reply.RestoreMs, EstablishedAfter = reply.EstablishedConnections });
        await call.AcknowledgeAsync(keep);
        if (keep)
        {
            _restored.TrySetResult(reply);
        }
    }

    private RestoreReply Reply(TimeSpan elapsed) => new()
    {
        RestoreMs = (ulong)elapsed.TotalMilliseconds,
        EstablishedConnections = Log.Plan is { } plan && ProcessFacts.StartTicks(plan.Process) is not null ? (uint)SocketInventory.Of(plan.Process).Established : 0,
    };

    private GrpcException Refusal(string why) => new(
        GrpcStatusCode.FailedPrecondition, $"Migration {Log.MigrationUid} of pod '{Request.TargetPod.Namespace}/{Request.TargetPod.Name}': {why} (the target is at step {Log.Step}).");
}

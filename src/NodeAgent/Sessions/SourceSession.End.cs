using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>The two ends: forward after the commit, back before it. Each part may be repeated after a crash.</summary>
public sealed partial class SourceSession
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DeathLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DeathPoll = TimeSpan.FromMilliseconds(5);

    private async Task FinishAsync(CancellationToken stopping)
    {
        if (Log.Step == SessionStep.Released && !await AskToResumeAsync(stopping))
        {
            return;
        }

        await KillAsync(stopping);
        Files.Delete();
        Log.TryAppend(
            step => step == SessionStep.HandedBack, SessionStep.Ended, "Moved", $"{SourcePod} runs on node '{Request.TargetNode}' only.", _measured);
        SourceLog.Moved(_logger, Log.MigrationUid, Request.SourcePod.Uid, Request.TargetNode, _measured.FreezeMs);
    }

    // Without end: the pod is frozen here and stopped there, and only the target's answer says where it runs.
    private async Task<bool> AskToResumeAsync(CancellationToken stopping)
    {
        using var target = AgentClient.Connect(Request.TargetEndpoint, Request.TargetNode, context.Tls);
        while (true)
        {
            try
            {
                await target.ResumeAsync(Log.MigrationUid, CallLimit, stopping);
                _measured.FreezeMs = _frozenSince == 0 ? 0 : Elapsed(_frozenSince);
                return Log.TryAppend(
                    step => step == SessionStep.Released, SessionStep.HandedBack, "Resumed", $"The pod runs on node '{Request.TargetNode}'.", _measured);
            }
            catch (GrpcException exception) when (exception.Status == GrpcStatusCode.FailedPrecondition)
            {
                await RollBackAsync(new SessionFailedException("TargetAbandoned", exception.Message));
                return false;
            }
            catch (GrpcException exception) when (exception.Status == GrpcStatusCode.NotFound)
            {
                Log.TryAppend(
                    step => step == SessionStep.Released, SessionStep.InDoubt, "TargetForgot",
                    $"Node '{Request.TargetNode}' knows nothing of this migration any more, so nobody knows whether the pod ran there; the pod stays frozen here until a person decides.", _measured);
                return false;
            }
            catch (GrpcException exception)
            {
                SourceLog.ResumeUnanswered(_logger, Log.MigrationUid, Request.TargetNode, exception.Message);
            }

            await Task.Delay(RetryDelay, context.TimeProvider, stopping);
        }
    }

    // Where connections are kept the gate stays closed, so that the death of the old sockets reaches nobody.
    private async Task KillAsync(CancellationToken stopping)
    {
        if (SourceContainer() is not { } freezer)
        {
            return;
        }

        freezer.SignalAll(Native.SigKill);
        freezer.Thaw();
        using var limit = new CancellationTokenSource(DeathLimit, context.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        while (freezer.Processes.Count > 0)
        {
            freezer.SignalAll(Native.SigKill);
            await Task.Delay(DeathPoll, context.TimeProvider, both.Token);
        }
    }

    private async Task RollBackAsync(Exception cause)
    {
        var (reason, message) = Explain(cause);
        SourceLog.RollingBack(_logger, cause, Log.MigrationUid, Request.SourcePod.Uid, message);
        // The fence is raised before anything is touched: without it nothing was. A power cut may have left it empty.
        if (context.Fences.Owner(Request.SourcePod.Uid) is { } owner && (owner.Length == 0 || owner == Log.MigrationUid))
        {
            await LetServeAsync();
        }

        await TryAsync(() => { Files.Delete(); return Task.CompletedTask; });
        _measured.FreezeMs = _frozenSince == 0 ? 0 : Elapsed(_frozenSince);
        Log.TryAppend(step => step.IsBeforeCommit() || step == SessionStep.Released, SessionStep.RolledBack, reason, message, _measured);
    }

    private async Task LetServeAsync()
    {
        if (Log.Plan is { } plan)
        {
            await TryAsync(() => plan.Bridge.Length > 0 ? BringAddressBackAsync(plan) : Task.CompletedTask);
            await TryAsync(() => plan.HostInterface.Length > 0 ? context.Network.SetGateAsync(plan.HostInterface, open: true, CancellationToken.None) : Task.CompletedTask);
        }

        SourceContainer()?.Thaw();
        context.Fences.Lower(Request.SourcePod.Uid);
    }

    private (string Reason, string Message) Explain(Exception cause) => cause switch
    {
        SessionFailedException known => (known.Reason, known.Message),
        CommandFailedException => (Log.Step == SessionStep.Unspecified ? "CheckFailed" : "CheckpointFailed", $"{SourcePod}: {cause.Message}."),
        OperationCanceledException when _giveUp.IsCancellationRequested => ("Aborted", _abortReason),
        OperationCanceledException when _freezeLimit.IsCancellationRequested =>
            ("FreezeLimit", $"{SourcePod} was frozen for {Request.FreezeLimitSeconds} s, the limit, and was not on the target yet."),
        OperationCanceledException => ("AgentStopping", "The source's agent was stopped."),
        GrpcException call => ("TargetFailed", call.Message),
        _ => ("TransferFailed", $"{SourcePod}: {cause.Message}"),
    };

    // By the cgroup's path, which names the container: its first process may be dead while others are still frozen.
    private Freezer? SourceContainer() =>
        Log.Plan is { } plan && new Freezer(plan.FreezerDirectory, plan.IsFreezerUnified) is { Exists: true } freezer ? freezer : null;

    private async Task BringAddressBackAsync(SessionPlan plan)
    {
        await context.Handover.BringBackAsync(plan.Bridge, plan.Address, CancellationToken.None);
        context.Addresses.Remove(plan.Address);
        foreach (var brought in plan.Addresses.Skip(1))
        {
            context.Addresses.Record(new HandedAddress(brought, Request.SourcePod.Uid, plan.Bridge, "", ""));
            await context.Handover.KeepAsync(plan.Bridge, brought, CancellationToken.None);
        }
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception exception) when (exception is CommandFailedException or IOException or UnauthorizedAccessException)
        {
            SourceLog.RollbackIncomplete(_logger, exception, Log.MigrationUid);
        }
    }

    private static partial class SourceLog
    {
        [LoggerMessage(2000, LogLevel.Information, "Migration {Migration}: pod {Pod} runs on node '{Target}'; it was frozen for {FreezeMs} ms.")]
        public static partial void Moved(ILogger logger, string migration, string pod, string target, ulong freezeMs);

        [LoggerMessage(2001, LogLevel.Warning, "Migration {Migration}: pod {Pod} goes on here: {Reason}")]
        public static partial void RollingBack(ILogger logger, Exception exception, string migration, string pod, string reason);

        [LoggerMessage(2002, LogLevel.Error, "Migration {Migration}: a part of the rollback failed; the pod was thawed all the same.")]
        public static partial void RollbackIncomplete(ILogger logger, Exception exception, string migration);

        [LoggerMessage(2003, LogLevel.Warning, "Migration {Migration}: node '{Target}' did not answer whether it resumed the pod ({Error}); asking again.")]
        public static partial void ResumeUnanswered(ILogger logger, string migration, string target, string error);

        [LoggerMessage(2004, LogLevel.Information, "Migration {Migration}: the source's journal ends with {Step}; after the restart: {Action}.")]
        public static partial void Recovering(ILogger logger, string migration, SessionStep step, RecoveryAction action);

        [LoggerMessage(2005, LogLevel.Critical, "Migration {Migration}: it is not known whether the last step is on disk; the agent ends and reads its journal again at its next start.")]
        public static partial void JournalUnknown(ILogger logger, Exception exception, string migration);
    }
}

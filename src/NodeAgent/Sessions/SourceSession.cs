using PodMotion.Api.Agent;
using PodMotion.NodeAgent.Network;
using PodMotion.NodeAgent.Runtime;
using PodMotion.NodeAgent.Transfer;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>
/// The source's half of a migration: freezes, dumps, sends, and gives the pod up with one journal entry. Whatever fails before
/// that entry is rolled back; whatever fails after it is tried again.
/// </summary>
public sealed partial class SourceSession(SessionLog log, StartSourceRequest request, SessionContext context) : IDisposable
{
    private readonly ILogger _logger = context.Loggers.CreateLogger<SourceSession>();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly CancellationTokenSource _freezeLimit = new();
    private readonly Measurements _measured = new();
    private string _abortReason = "The migration was aborted.";
    private long _frozenSince;

    /// <summary>The journalled state.</summary>
    public SessionLog Log { get; } = log;

    /// <summary>What the rebalancer asked for.</summary>
    public StartSourceRequest Request { get; } = request;

    /// <summary>Highest lease epoch seen.</summary>
    public ulong Epoch { get; set; } = request.Epoch;

    private bool KeepsConnections => Request.TcpMode != TcpMode.None;

    private string SourcePod => $"Pod '{Request.SourcePod.Namespace}/{Request.SourcePod.Name}'";

    private SessionFiles Files => context.Directories.Files(Log.MigrationUid);

    /// <summary>Moves the pod, or rolls back. Ends with the session, or when the agent stops after the commit.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var beforeCommit = CancellationTokenSource.CreateLinkedTokenSource(_giveUp.Token, _freezeLimit.Token, stopping);
        try
        {
            await MoveAsync(beforeCommit.Token);
        }
        catch (JournalException exception) when (exception.IsOutcomeUnknown)
        {
            SourceLog.JournalUnknown(_logger, exception, Log.MigrationUid);
            Environment.Exit(1);
        }
        catch (Exception exception) when (Log.Step.IsBeforeCommit())
        {
            await RollBackAsync(exception);
            return;
        }

        await FinishAsync(stopping);
    }

    /// <summary>Gives the migration up where it is not released yet; returns at once, the session's end follows.</summary>
    public void Abort(string reason)
    {
        _abortReason = reason;
        _giveUp.Cancel();
    }

    /// <summary>Does after a restart what the journal asks for.</summary>
    public async Task RecoverAsync(CancellationToken stopping)
    {
        var action = SessionRecovery.Decide(SessionRole.Source, Log.Step);
        SourceLog.Recovering(_logger, Log.MigrationUid, Log.Step, action);
        await context.Leftovers.WaitAsync(Log.MigrationUid, stopping);
        if (action == RecoveryAction.RollBack)
        {
            await RollBackAsync(new SessionFailedException("AgentRestarted", $"The source's agent was restarted at step {Log.Step}."));
        }
        else if (action is RecoveryAction.AskToResume or RecoveryAction.Finish)
        {
            await FinishAsync(stopping);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _giveUp.Dispose();
        _freezeLimit.Dispose();
    }

    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        RequireNoFence();
        var (container, link, freezer) = await CheckAsync(cancellationToken);
        await using var stream = await BulkConnection.OpenAsync(Request.TargetBulkEndpoint, Request.TargetNode, context.Tls, cancellationToken);
        using var target = await TargetLink.OpenAsync(Request, context.Tls, cancellationToken);
        var targetAddress = await stream.BeginAsync(Log.MigrationUid, cancellationToken);
        Open(container, link, freezer);
        TakeInventory(link);
        // Lives until the commit: whatever hangs in between is rolled back.
        using var limit = StartFreezeLimit();
        await FreezeAsync(freezer, link, cancellationToken);
        await HandOverAsync(stream, link, targetAddress, cancellationToken);
        await SendAsync(stream, container, cancellationToken);
        await RestoreAsync(target.Agent, cancellationToken);
        Release(freezer);
    }

    private async Task<(ContainerRecord Container, PodLink Link, Freezer Freezer)> CheckAsync(CancellationToken cancellationToken)
    {
        var inspection = await context.Inspector.InspectAsync(Request.SourcePod.Uid, Request.ContainerNames, cancellationToken);
        if (inspection.Blockers is [var blocker, ..])
        {
            throw new SessionFailedException(blocker.Reason, blocker.Message);
        }

        if (context.Containers.Running(Request.SourcePod.Uid, Request.ContainerNames[0]) is not { InitProcess: { } init } container
            || Freezer.Of(init) is not { } freezer || !freezer.Directory.Contains(container.Id, StringComparison.Ordinal))
        {
            throw new SessionFailedException("ContainerNotRunning", $"Container '{Request.ContainerNames[0]}' ended meanwhile.");
        }

        var link = await context.Network.FindAsync(init, cancellationToken);
        return !KeepsConnections || link.Bridge.Length > 0
            ? (container, link, freezer)
            : throw new SessionFailedException("NetworkNotSupported", $"Interface '{link.HostInterface}' of the pod is on no bridge; connections can be kept on bridged networks only.");
    }

    private void Open(ContainerRecord container, PodLink link, Freezer freezer)
    {
        Files.Create(KeepsConnections ? ["network-lock skip"] : ["network-lock skip", "skip-in-flight"]);
        Log.SetPlan(new SessionPlan
        {
            ContainerId = container.Id,
            Bundle = container.Bundle,
            Process = link.Process,
            ProcessStart = ProcessFacts.StartTicks(link.Process) ?? 0,
            FreezerDirectory = freezer.Directory,
            IsFreezerUnified = freezer.IsUnified,
            HostInterface = KeepsConnections ? link.HostInterface : "",
            Bridge = KeepsConnections ? link.Bridge : "",
            Address = link.Address,
            BroughtAddresses = KeepsConnections ? string.Join(',', BroughtAddresses(link)) : "",
        });
        Append(SessionStep.Opened, "SessionOpened", $"Node '{Request.TargetNode}' waits for the images.");
    }

    // Those of earlier moves that still have connections; the others stay behind.
    private IEnumerable<string> BroughtAddresses(PodLink link)
    {
        var inUse = SocketInventory.Of(link.Process).LocalAddresses.Select(address => address.ToString()).ToHashSet();
        return context.Addresses.HeldBy(Request.SourcePod.Uid).Select(entry => entry.Address).Where(inUse.Contains);
    }

    private void TakeInventory(PodLink link)
    {
        if (!KeepsConnections || Log.Plan is not { } plan)
        {
            return;
        }

        var sockets = Judge(link, plan);
        _measured.ListeningSockets = (uint)sockets.Listening;
        Append(SessionStep.Inventoried, "SocketsListed", $"{sockets.Established} established connections, {sockets.Listening} listening sockets.");
    }

    private SocketInventory Judge(PodLink link, SessionPlan plan)
    {
        var sockets = SocketInventory.Of(link.Process);
        return sockets.WhyNotKept(plan.Addresses) is { } why
            ? throw new SessionFailedException("ConnectionNotMovable", $"{SourcePod}: {why}.")
            : sockets;
    }

    private void Append(SessionStep step, string reason, string message)
    {
        if (!Log.TryAppend(last => last.IsBeforeCommit(), step, reason, message, _measured))
        {
            throw new InvalidOperationException($"Step {step} after {Log.Step} is a defect of the agent.");
        }
    }
}

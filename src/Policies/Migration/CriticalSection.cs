using PodMotion.Api;
using PodMotion.Api.Agent;

namespace PodMotion.Policies.Migration;

/// <summary>
/// Checkpointing to DisengageHold: the two agents act, this side records. To give up, the source is asked first and RollingBack is entered once it has
/// answered that it serves again: so the phase RollingBack never has to be taken back because the source had just given the pod up.
/// </summary>
internal static class CriticalSection
{
    public static Decision Decide(Observed o) => o.SourceSession.Answer switch
    {
        SessionAnswer.Unreachable => Verdicts.SourceAgentSilent(o, Sentence.SourceHolds(o)),
        SessionAnswer.NotFound => o.Phase == MigrationPhase.Checkpointing ? NotStarted(o) : Forgotten(o),
        SessionAnswer.Found => Started(o),
    };

    private static Decision NotStarted(Observed o)
    {
        if (Obstacle(o) is { } why)
        {
            return Verdicts.GoBack(o, why.Reason, why.Seen);
        }

        return o.Refusal is { } refusal
            ? Verdicts.GoBack(o, Reasons.Refused, $"the agent of source node '{Sentence.SourceNode(o)}' refused to start: {refusal}")
            : Verdicts.Do(
                o,
                Reasons.TargetPrepared,
                $"the agent of '{Sentence.SourceNode(o)}' is asked to start",
                Sentence.SourceServes(o),
                MigrationEffect.StartSource);
    }

    private static Decision Forgotten(Observed o) => Verdicts.InDoubt(
        o, $"the agent of source node '{Sentence.SourceNode(o)}' knows nothing of a session whose steps it had reported (has its state directory been lost?)");

    private static Decision Started(Observed o)
    {
        if (o.SourceSession.Step == SessionStep.InDoubt)
        {
            return Verdicts.InDoubt(o, $"the agent of source node '{Sentence.SourceNode(o)}' is in doubt: {o.SourceSession.Last!.Message}");
        }

        if (o.SourceSession.Step == SessionStep.RolledBack)
        {
            return RolledBack(o, o.SourceSession.Last!);
        }

        if (CriticalPath.Next(o) is { } next)
        {
            return Advance(o, next.Phase, next.At);
        }

        if (o.SourceSession.Step == SessionStep.Released && (o.TargetSession.Answer != SessionAnswer.Found || Obstacle(o) is not null))
        {
            return Verdicts.WaitLoudly(
                o,
                Reasons.AgentNotReady,
                $"the source has given the pod up and node '{Sentence.TargetNode(o)}' has not answered that it runs it; it is asked again",
                Sentence.TargetTakesOver(o));
        }

        return Obstacle(o) is { } why && !o.SourceSession.Committed
            ? Verdicts.Do(o, why.Reason, $"{why.Seen}; the source is asked to roll back", Sentence.SourceHolds(o), MigrationEffect.AbortSource)
            : Verdicts.Wait(o, Reasons.Progressed, $"the agents are at step {o.SourceSession.Step}", Sentence.Place(o));
    }

    private static Decision RolledBack(Observed o, SessionEvent last)
    {
        if (Obstacle(o) is { Reason: Reasons.Cancelled or Reasons.TimedOut or Reasons.SourceLost } why)
        {
            return Verdicts.GoBack(o, why.Reason, why.Seen);
        }

        return Verdicts.GoBack(
            o,
            last.Reason is { Length: > 0 } reason ? reason : Reasons.AgentFailed,
            last.Message is { Length: > 0 } message ? message : $"the agent of source node '{Sentence.SourceNode(o)}' rolled back without a word");
    }

    private static (string Reason, string Seen)? Obstacle(Observed o)
    {
        if (o.DeletionRequested)
        {
            return (Reasons.Cancelled, "it was deleted");
        }

        if (o.PastDeadline)
        {
            return (Reasons.TimedOut, $"it was not over within {o.Migration.Spec.CompletionTimeoutSeconds} s");
        }

        if (o.Source != SourcePodState.Running)
        {
            return (Reasons.SourceLost, $"pod '{o.Migration.Spec.PodName}' is being deleted or gone");
        }

        if (o.TargetSession.Step == SessionStep.Abandoned)
        {
            return (Reasons.AgentFailed, $"the agent of target node '{Sentence.TargetNode(o)}' gave up: {o.TargetSession.Last!.Message.TrimEnd('.', ' ')}");
        }

        return o.Target.State is TargetPodState.Absent or TargetPodState.Foreign or TargetPodState.Failed
            ? (Reasons.TargetLost, $"target pod '{Sentence.TargetPod(o)}' failed or was deleted: {o.Target.Detail ?? "it gives no reason"}")
            : null;
    }

    private static Decision Advance(Observed o, MigrationPhase next, DateTimeOffset at)
    {
        var (seen, place, conditions) = Words(o, next);
        return Verdicts.Enter(next, Reasons.Progressed, Sentence.Of(o, seen, place), conditions) with { At = at };
    }

    private static (string Seen, string Place, ConditionChange[] Conditions) Words(Observed o, MigrationPhase next) => next switch
    {
        MigrationPhase.SocketInventory => ("every socket of the pod is listed", Sentence.SourceServes(o), []),
        MigrationPhase.OverlayHandoff => ("its address is led to the target", Sentence.Frozen(o), []),
        MigrationPhase.Transferring => (
            "memory and files cross", Sentence.Frozen(o), o.TcpKept ? [new(ConditionTypes.OverlayReady, true)] : []),
        MigrationPhase.Restoring => ($"everything has arrived on '{Sentence.TargetNode(o)}' and is restored there, stopped", Sentence.Frozen(o), []),
        MigrationPhase.RestoreSocketReattach => (
            "the restored sockets are compared with those of the source",
            Sentence.Frozen(o),
            [new(ConditionTypes.SocketsLive, true), Parity(o)]),
        MigrationPhase.DisengageHold => (
            "the source has given the pod up", Sentence.TargetTakesOver(o), [new(ConditionTypes.SourceIntact, false)]),
        MigrationPhase.TCPVerifying => ("the pod resumed", Sentence.TargetServes(o), [Parity(o)]),
        MigrationPhase.ServiceVerifying => (
            "the pod resumed and must become Ready", Sentence.TargetServes(o), [new(ConditionTypes.SourceIntact, false)]),
        MigrationPhase.Pending or MigrationPhase.Validating or MigrationPhase.Queued or MigrationPhase.PreparingTarget or MigrationPhase.Checkpointing
            or MigrationPhase.CutoverComplete or MigrationPhase.Complete or MigrationPhase.DryRunComplete or MigrationPhase.Failed
            or MigrationPhase.RollingBack or MigrationPhase.RolledBack =>
            throw new System.Diagnostics.UnreachableException($"{next} does not lie on the critical path."),
    };

    private static ConditionChange Parity(Observed o) => new(
        ConditionTypes.ConnectionCountParity,
        o.SourceSession.Events.LastOrDefault(happened => happened.Measurements is not null)?.Measurements is { } measured
            ? measured.EstablishedAfter >= measured.EstablishedBefore
            : null);
}

using PodMotion.Api;
using PodMotion.Api.Agent;

namespace PodMotion.Policies.Migration;

/// <summary>
/// PreparingTarget: pod made unscheduled, tickets issued for its UID, pod bound, its container parked. In this order: a pod that a kubelet sees before its
/// tickets exist would start cold.
/// </summary>
internal static class TargetPreparation
{
    public static Decision Decide(Observed o)
    {
        if (Obstacle(o) is { } obstacle)
        {
            return obstacle;
        }

        return o.Target.State switch
        {
            TargetPodState.Absent => Absent(o),
            TargetPodState.Unscheduled => Unscheduled(o),
            TargetPodState.Bound or TargetPodState.Ready => Bound(o),
            TargetPodState.Failed or TargetPodState.Foreign => TargetLost(o),
        };
    }

    private static Decision? Obstacle(Observed o)
    {
        if (o.DeletionRequested)
        {
            return Verdicts.GoBack(o, Reasons.Cancelled, "it was deleted, and the target is removed");
        }

        if (o.Source != SourcePodState.Running)
        {
            return Verdicts.GoBack(o, Reasons.SourceLost, $"pod '{o.Migration.Spec.PodName}' stopped running while its target was prepared");
        }

        if (o.PastDeadline)
        {
            return Verdicts.GoBack(
                o, Reasons.TimedOut, $"the target was not prepared within {o.Migration.Spec.CompletionTimeoutSeconds} s; it is removed");
        }

        if (o.Refusal is { } refusal)
        {
            return Verdicts.GoBack(o, Reasons.Refused, $"pod '{Sentence.TargetPod(o)}' could not be prepared on '{Sentence.TargetNode(o)}': {refusal}");
        }

        return o.TargetSession.Step == SessionStep.Abandoned
            ? Verdicts.GoBack(o, Because(o.TargetSession), $"the agent of target node '{Sentence.TargetNode(o)}' gave up: {o.TargetSession.Last!.Message}")
            : null;
    }

    private static Decision Absent(Observed o) => o.Migration.Status?.TargetPodUID is null
        ? Preparing(o, $"pod '{Sentence.TargetPod(o)}' is made", MigrationEffect.CreateTargetPod)
        : TargetLost(o);

    private static Decision Unscheduled(Observed o) => o.TargetSession.Answer switch
    {
        SessionAnswer.Unreachable => Verdicts.TargetAgentSilent(o, Sentence.SourceServes(o)),
        SessionAnswer.NotFound => Preparing(
            o, $"node '{Sentence.TargetNode(o)}' is asked to await pod '{Sentence.TargetPod(o)}'", MigrationEffect.PrepareTarget),
        // Bound only once the tickets are journalled: without one the pod would start afresh.
        SessionAnswer.Found when o.TargetSession.Step == SessionStep.Unspecified => Preparing(
            o, $"node '{Sentence.TargetNode(o)}' issues the tickets of pod '{Sentence.TargetPod(o)}'", MigrationEffect.PrepareTarget),
        SessionAnswer.Found => Preparing(
            o, $"pod '{Sentence.TargetPod(o)}' is bound to '{Sentence.TargetNode(o)}'", MigrationEffect.BindTargetPod),
    };

    private static Decision Bound(Observed o) => o.TargetSession.Answer switch
    {
        SessionAnswer.Unreachable => Verdicts.TargetAgentSilent(o, Sentence.SourceServes(o)),
        SessionAnswer.NotFound => Verdicts.GoBack(
            o, Reasons.AgentFailed, $"the agent of target node '{Sentence.TargetNode(o)}' knows nothing of the session that it had prepared"),
        SessionAnswer.Found => o.TargetSession.Step == SessionStep.Parked ? Parked(o) : Awaiting(o),
    };

    private static Decision Parked(Observed o) => Verdicts.Enter(
        MigrationPhase.Checkpointing,
        Reasons.TargetPrepared,
        Sentence.Of(o, $"the container of pod '{Sentence.TargetPod(o)}' waits for its memory on '{Sentence.TargetNode(o)}'", Sentence.SourceServes(o)),
        new ConditionChange(ConditionTypes.TargetPrepared, true));

    private static Decision Awaiting(Observed o) => Verdicts.Wait(
        o, Reasons.Started, $"pod '{Sentence.TargetPod(o)}' comes up on '{Sentence.TargetNode(o)}'", Sentence.SourceServes(o));

    private static Decision TargetLost(Observed o) => Verdicts.GoBack(
        o,
        Reasons.TargetLost,
        o.Target.State switch
        {
            TargetPodState.Foreign => $"a pod named '{Sentence.TargetPod(o)}' exists that this migration did not make; it is left alone",
            TargetPodState.Absent => $"target pod '{Sentence.TargetPod(o)}' was deleted by somebody else",
            TargetPodState.Unscheduled or TargetPodState.Bound or TargetPodState.Ready or TargetPodState.Failed =>
                $"target pod '{Sentence.TargetPod(o)}' failed: {o.Target.Detail ?? "it gives no reason"}",
        });

    private static Decision Preparing(Observed o, string seen, MigrationEffect effect) =>
        Verdicts.Do(o, Reasons.Started, seen, Sentence.SourceServes(o), effect);

    private static string Because(SessionView session) => session.Last is { Reason.Length: > 0 } last ? last.Reason : Reasons.AgentFailed;
}

using PodMotion.Api;
using PodMotion.Api.Agent;

namespace PodMotion.Policies.Migration;

/// <summary>The phases in which the target runs the pod: only forward.</summary>
internal static class AfterCommit
{
    public static Decision TcpVerifying(Observed o) => Verdicts.Enter(
        MigrationPhase.ServiceVerifying,
        Reasons.Progressed,
        Sentence.Of(o, "the connections were counted and the pod must become Ready", Sentence.TargetServes(o))) with
    {
        At = o.SourceSession.Events.LastOrDefault(happened => happened.Step == SessionStep.Ended)?.Time?.ToDateTimeOffset(),
    };

    public static Decision ServiceVerifying(Observed o)
    {
        if (o.SourceSession.Step == SessionStep.InDoubt)
        {
            return Verdicts.InDoubt(o, $"the agent of source node '{Sentence.SourceNode(o)}' is in doubt: {o.SourceSession.Last!.Message}");
        }

        if (o.Target.State is TargetPodState.Failed or TargetPodState.Absent or TargetPodState.Foreign)
        {
            return Verdicts.Fail(
                o,
                Reasons.TargetLost,
                $"target pod '{Sentence.TargetPod(o)}' ended after it had taken over: {o.Target.Detail ?? "it was deleted"}",
                $"the pod ran on '{Sentence.TargetNode(o)}' last and the source on '{Sentence.SourceNode(o)}' stays fenced off: {SourceIsLeft(o)}");
        }

        if (o.Target.State != TargetPodState.Ready)
        {
            return o.PastReadyLimit ? NotReady(o) : AwaitReady(o);
        }

        return SourceIsOver(o) ? Verified(o) : AwaitSourceEnd(o);
    }

    public static Decision CutoverComplete(Observed o)
    {
        if (o is { Source: SourcePodState.Stopping, PastRemovalLimit: true })
        {
            return Verdicts.StillThere(
                o, Reasons.Progressed, o.Migration.Spec.PodName, Sentence.SourceNode(o), Sentence.TargetServes(o), MigrationEffect.DeleteSourcePod);
        }

        if (o.Source != SourcePodState.Gone)
        {
            return Verdicts.Do(
                o,
                Reasons.Progressed,
                $"source pod '{o.Migration.Spec.PodName}' is removed from '{Sentence.SourceNode(o)}'",
                Sentence.TargetServes(o),
                MigrationEffect.DeleteSourcePod);
        }

        return Verdicts.Enter(
            MigrationPhase.Complete,
            Reasons.Migrated,
            Sentence.Of(o, $"moved from '{Sentence.SourceNode(o)}' as pod '{Sentence.TargetPod(o)}'", Sentence.TargetServes(o)),
            new ConditionChange(ConditionTypes.Succeeded, true));
    }

    // HANDED_BACK was seen when this phase was entered. What is awaited is that the source's processes are gone, so that the kubelet,
    // when the object is deleted, signals nobody. A source agent that is silent for good must not hold the end up: its pod is fenced.
    private static bool SourceIsOver(Observed o) => o.SourceSession.Step == SessionStep.Ended || o.PastReadyLimit;

    private static Decision AwaitReady(Observed o) =>
        Verdicts.Wait(o, Reasons.Progressed, $"pod '{Sentence.TargetPod(o)}' must become Ready", Sentence.TargetServes(o));

    private static Decision AwaitSourceEnd(Observed o) => o.SourceSession.Answer == SessionAnswer.Found
        ? Verdicts.Wait(o, Reasons.Progressed, $"the stopped processes on '{Sentence.SourceNode(o)}' are being ended", Sentence.TargetServes(o))
        : Verdicts.SourceAgentSilent(o, Sentence.TargetServes(o));

    private static string SourceIsLeft(Observed o) =>
        $"pod '{o.Migration.Spec.PodName}' never starts again on '{Sentence.SourceNode(o)}' and is to be deleted by hand";

    private static Decision NotReady(Observed o) => Verdicts.Fail(
        o,
        Reasons.TargetNotReady,
        $"pod '{Sentence.TargetPod(o)}' did not become Ready within {Observed.ReadyLimit.TotalSeconds:0} s of taking over; it is kept as it is",
        $"{Sentence.TargetServes(o)}, and {SourceIsLeft(o)}",
        new ConditionChange(ConditionTypes.ServiceVerified, false));

    private static Decision Verified(Observed o) => Verdicts.Enter(
        MigrationPhase.CutoverComplete,
        Reasons.Progressed,
        Sentence.Of(o, $"pod '{Sentence.TargetPod(o)}' is Ready and the source pod may go", Sentence.TargetServes(o)),
        new ConditionChange(ConditionTypes.ServiceVerified, true));
}

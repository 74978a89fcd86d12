using PodMotion.Api;
using PodMotion.Api.Agent;

namespace PodMotion.Policies.Migration;

/// <summary>
/// RollingBack, entered only once the source serves again or was never asked to start. First the target's oath (or its agent knowing nothing of the pod), then
/// the target pod's object; who does not answer is waited for without end, and loudly.
/// </summary>
internal static class RollBack
{
    public static Decision Decide(Observed o)
    {
        if (AwaitSource(o) is { } source)
        {
            return source;
        }

        return o.TargetSession.Answer switch
        {
            SessionAnswer.Unreachable => Verdicts.TargetAgentSilent(o, Place(o)),
            SessionAnswer.NotFound => Clear(o),
            SessionAnswer.Found => Sworn(o),
        };
    }

    private static Decision? AwaitSource(Observed o)
    {
        if (o.SourceSession.Answer == SessionAnswer.Unreachable)
        {
            return o.SourceStarted ? Verdicts.SourceAgentSilent(o, Place(o)) : null;
        }

        if (o.SourceSession.Committed || o.SourceSession.Step == SessionStep.InDoubt)
        {
            return Verdicts.InDoubt(o, $"the agent of source node '{Sentence.SourceNode(o)}' is at step {o.SourceSession.Step} while it was rolled back");
        }

        return o.SourceSession.Answer == SessionAnswer.Found && o.SourceSession.Step != SessionStep.RolledBack
            ? Do(o, "the source is asked to roll back", MigrationEffect.AbortSource)
            : null;
    }

    private static Decision Sworn(Observed o) => o.TargetSession.Step switch
    {
        SessionStep.Abandoned => Clear(o),
        SessionStep.Resumed or SessionStep.InDoubt => Verdicts.InDoubt(
            o, $"the agent of target node '{Sentence.TargetNode(o)}' is at step {o.TargetSession.Step} while it was rolled back"),
        _ => Do(o, $"node '{Sentence.TargetNode(o)}' is asked to swear never to run the pod", MigrationEffect.AbortTarget),
    };

    private static Decision Clear(Observed o) => o.Target.State switch
    {
        TargetPodState.Absent or TargetPodState.Foreign => Over(o),
        TargetPodState.Failed when o.PastRemovalLimit => Verdicts.StillThere(
            o, Reason(o), Sentence.TargetPod(o), Sentence.TargetNode(o), Place(o), MigrationEffect.DeleteTargetPod),
        TargetPodState.Unscheduled or TargetPodState.Bound or TargetPodState.Ready or TargetPodState.Failed =>
            Do(o, $"target pod '{Sentence.TargetPod(o)}' is removed", MigrationEffect.DeleteTargetPod),
    };

    private static Decision Over(Observed o)
    {
        var failure = o.Migration.Status?.LastFailure;
        var reason = failure?.Reason ?? Reasons.RolledBack;
        if (o.Source != SourcePodState.Running)
        {
            return Verdicts.Fail(o, Reasons.SourceLost, "the target was removed, but the source pod stopped running meanwhile", Sentence.SourceIsGone(o));
        }

        return new Decision
        {
            Next = MigrationPhase.RolledBack,
            Reason = reason,
            Message = Sentence.Of(o, $"rolled back ({reason}): {Cause(o, failure)}", Sentence.SourceServes(o)),
            Weight = DecisionWeight.Normal,
            Conditions = [new(ConditionTypes.Succeeded, false), new(ConditionTypes.SourceIntact, true)],
        };
    }

    // The failure's own sentence begins with the object and ends with the place: both are said again around it.
    private static string Cause(Observed o, MigrationFailure? failure)
    {
        if (failure is null)
        {
            return "the target is removed";
        }

        var prefix = $"PodMigration '{Sentence.Key(o)}': ";
        var text = failure.Message.StartsWith(prefix, StringComparison.Ordinal) ? failure.Message[prefix.Length..] : failure.Message;
        var place = text.LastIndexOf("; ", StringComparison.Ordinal);
        return place > 0 ? text[..place] : text.TrimEnd('.');
    }

    private static Decision Do(Observed o, string seen, MigrationEffect effect) =>
        Verdicts.Do(o, Reason(o), seen, Place(o), effect);

    private static string Reason(Observed o) => o.Migration.Status?.LastFailure?.Reason ?? Reasons.RolledBack;

    private static string Place(Observed o) => Sentence.Place(o);
}

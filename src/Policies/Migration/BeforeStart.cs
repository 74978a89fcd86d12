using PodMotion.Api;

namespace PodMotion.Policies.Migration;

/// <summary>The phases in which nothing has been made yet.</summary>
internal static class BeforeStart
{
    public static Decision Pending(Observed o)
    {
        if (o.DeletionRequested)
        {
            return Cancelled(o);
        }

        if (!o.HasFinalizer)
        {
            return Verdicts.Do(o, Reasons.Checking, "it was seen", Sentence.SourceServes(o), MigrationEffect.AddFinalizer);
        }

        return Verdicts.Enter(
            MigrationPhase.Validating,
            Reasons.Checking,
            Sentence.Of(o, "the pod, its node and the target are being checked", Sentence.SourceServes(o)));
    }

    public static Decision Validating(Observed o)
    {
        if (o.DeletionRequested)
        {
            return Cancelled(o);
        }

        if (o.Validation is not { } verdict)
        {
            return Verdicts.Wait(o, Reasons.Checking, "the pod, its node and the target could not be checked yet", Sentence.SourceServes(o));
        }

        if (o.Migration.Spec.DryRun)
        {
            return Estimated(o, verdict);
        }

        return verdict.Blockers.Count > 0 ? Refused(o, verdict) : Accepted(o, verdict);
    }

    public static Decision Queued(Observed o)
    {
        if (o.DeletionRequested)
        {
            return Cancelled(o);
        }

        if (o.Source != SourcePodState.Running)
        {
            return Verdicts.Fail(
                o, Reasons.SourceLost, $"pod '{o.Migration.Spec.PodName}' is not Running any more", "nothing was moved and the pod is left as it is");
        }

        if (o.Queue is not { } queue)
        {
            return Verdicts.Wait(o, Reasons.WaitingForNodePair, "its turn could not be determined yet", Sentence.SourceServes(o));
        }

        if (queue.WaitsFor is { } first)
        {
            return Verdicts.Wait(
                o, Reasons.WaitingForNodePair, $"waits for PodMigration '{first}', which moves the same pod or one between the same two nodes", Sentence.SourceServes(o));
        }

        // The wait may have been long: what was checked before is checked again on what is true now.
        if (o.Validation is { Blockers.Count: > 0 } verdict)
        {
            return Refused(o, verdict);
        }

        return Verdicts.Enter(
            MigrationPhase.PreparingTarget,
            Reasons.Started,
            Sentence.Of(
                o, $"pod '{Sentence.TargetPod(o)}' is made on '{Sentence.TargetNode(o)}' to take over", Sentence.SourceServes(o)));
    }

    private static Decision Cancelled(Observed o) => new()
    {
        Next = MigrationPhase.RolledBack,
        Reason = Reasons.Cancelled,
        Message = Sentence.Of(o, "it was deleted before anything was moved", Sentence.SourceServes(o)),
        Weight = DecisionWeight.Normal,
        Conditions = [new(ConditionTypes.CancelRequested, true), new(ConditionTypes.Succeeded, false)],
    };

    private static Decision Accepted(Observed o, ValidationVerdict verdict) => Verdicts.Enter(
        MigrationPhase.Queued,
        Reasons.Accepted,
        Sentence.Of(o, $"can move from '{verdict.SourceNodeName}' to '{verdict.TargetNodeName}'", Sentence.SourceServes(o)),
        new ConditionChange(ConditionTypes.Accepted, true),
        new ConditionChange(ConditionTypes.SourceIntact, true));

    private static Decision Refused(Observed o, ValidationVerdict verdict) => Verdicts.Fail(
        o,
        verdict.Blockers[0].Reason,
        Listed(verdict.Blockers),
        Sentence.SourceServes(o),
        new ConditionChange(ConditionTypes.Accepted, false));

    private static Decision Estimated(Observed o, ValidationVerdict verdict) => Verdicts.Enter(
        MigrationPhase.DryRunComplete,
        verdict.Blockers.Count == 0 ? Reasons.Estimated : verdict.Blockers[0].Reason,
        verdict.Blockers.Count == 0
            ? Sentence.Of(o, $"could move from '{verdict.SourceNodeName}' to '{verdict.TargetNodeName}' now; this was a dry run", Sentence.SourceServes(o))
            : Sentence.Of(o, $"could not move now: {Listed(verdict.Blockers)}; this was a dry run", Sentence.SourceServes(o)),
        new ConditionChange(ConditionTypes.Accepted, verdict.Blockers.Count == 0),
        new ConditionChange(ConditionTypes.Succeeded, true));

    private static string Listed(IReadOnlyList<MigrationBlocker> blockers) =>
        string.Join("; ", blockers.Select(blocker => blocker.Message.TrimEnd('.', ' ')));
}

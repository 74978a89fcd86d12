using PodMotion.Api;
using PodMotion.Api.Kubernetes;

namespace PodMotion.Policies.Migration;

/// <summary>What a decision leaves in the status. Pure; equal inputs give equal statuses, so that nothing is written twice.</summary>
public static class MigrationRecord
{
    private const int MostTransitions = 64;
    private const int MostBlockers = 32;
    // The schema takes 32768; a status that is refused would hold the migration up for good.
    private const int LongestMessage = 32000;

    /// <summary>The status after the decision; the same instance where nothing changes.</summary>
    public static PodMigrationStatus Apply(Observed o, Decision decision)
    {
        ArgumentNullException.ThrowIfNull(o);
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Message.Length > LongestMessage)
        {
            decision = decision with { Message = decision.Message[..LongestMessage] };
        }

        var before = o.Migration.Status ?? new PodMigrationStatus();
        var after = Learn(o, before) with
        {
            Conditions = Conditions(o, decision, before.Conditions),
            Queue = decision.Next is null ? Queue(o, decision, before.Queue) : null,
        };
        after = decision.Next is { } next ? Entered(o, decision, after, next) : Stayed(decision, after);
        // Lists compare by reference; those that do not change are passed on as they are.
        return before == after ? before : after;
    }

    private static PodMigrationStatus Entered(Observed o, Decision decision, PodMigrationStatus status, MigrationPhase next)
    {
        var at = decision.At ?? o.Now;
        return Decided(o, next, status) with
        {
            ObservedGeneration = o.Migration.Metadata.Generation,
            Phase = next,
            Reason = decision.Reason,
            Message = decision.Message,
            PhaseTransitions = Transitions(o, status.PhaseTransitions, new PhaseTransition(next, at)),
            Timings = Timed(status.Timings, next, at),
            LastFailure = next is MigrationPhase.RollingBack || (next is MigrationPhase.Failed && status.LastFailure is null)
                ? new MigrationFailure(decision.Reason, o.Phase, decision.Message, at)
                : status.LastFailure,
        };
    }

    // A quiet step is not worth a write, unless the status still says that something is waited for which has come.
    private static PodMigrationStatus Stayed(Decision decision, PodMigrationStatus status) =>
        decision.Weight != DecisionWeight.Quiet || status.Reason is Reasons.AgentNotReady or Reasons.InDoubt
            ? status with { Reason = decision.Reason, Message = decision.Message }
            : status;

    private static PodMigrationStatus Decided(Observed o, MigrationPhase next, PodMigrationStatus status)
    {
        if (o.Phase != MigrationPhase.Validating || o.Validation is not { } verdict)
        {
            return status;
        }

        var moves = next == MigrationPhase.Queued;
        return status with
        {
            SourceNodeName = verdict.SourceNodeName,
            SourcePodUID = verdict.SourcePodUid,
            TargetNodeName = verdict.TargetNodeName,
            TargetPodName = moves ? verdict.TargetPodName : null,
            DryRunEstimate = next == MigrationPhase.DryRunComplete && verdict.Estimate is { } estimate
                ? estimate with { Blockers = [.. estimate.Blockers.Take(MostBlockers)] }
                : null,
        };
    }

    private static PodMigrationStatus Learn(Observed o, PodMigrationStatus status)
    {
        var uid = status.TargetPodUID ?? (o.Phase == MigrationPhase.PreparingTarget ? o.Target.Uid : null);
        var measured = o.SourceSession.Events.LastOrDefault(happened => happened.Measurements is not null)?.Measurements;
        return measured is null ? status with { TargetPodUID = uid } : Measured(status with { TargetPodUID = uid }, measured);
    }

    private static PodMigrationStatus Measured(PodMigrationStatus status, Api.Agent.Measurements measured) => status with
    {
        TransferredBytes = Known(measured.TransferredBytes) ?? status.TransferredBytes,
        Timings = (status.Timings ?? new MigrationTimings()) with
        {
            FreezeDurationMs = Known(measured.FreezeMs) ?? status.Timings?.FreezeDurationMs,
            CheckpointDurationMs = Known(measured.CheckpointMs) ?? status.Timings?.CheckpointDurationMs,
            TransferDurationMs = Known(measured.TransferMs) ?? status.Timings?.TransferDurationMs,
            RestoreDurationMs = Known(measured.RestoreMs) ?? status.Timings?.RestoreDurationMs,
        },
        Tcp = new TcpStatus
        {
            ListeningSockets = (int)measured.ListeningSockets,
            EstablishedAtFreeze = (int)measured.EstablishedBefore,
            EstablishedRestored = (int)measured.EstablishedAfter,
        },
    };

    private static long? Known(ulong value) => value == 0 ? null : (long)value;

    private static MigrationTimings? Timed(MigrationTimings? timings, MigrationPhase next, DateTimeOffset at)
    {
        if (next == MigrationPhase.PreparingTarget)
        {
            return (timings ?? new MigrationTimings()) with { StartTime = at };
        }

        return next.IsFinal() ? (timings ?? new MigrationTimings()) with { CompletionTime = at } : timings;
    }

    private static IReadOnlyList<PhaseTransition> Transitions(Observed o, IReadOnlyList<PhaseTransition> before, PhaseTransition entered)
    {
        return before.Count > 0
            ? [.. before.TakeLast(MostTransitions - 1), entered]
            : [new PhaseTransition(MigrationPhase.Pending, o.Migration.Metadata.CreationTimestamp ?? o.Now), entered];
    }

    private static QueueStatus? Queue(Observed o, Decision decision, QueueStatus? before)
    {
        if (o.Phase != MigrationPhase.Queued || o.Queue?.WaitsFor is null)
        {
            return null;
        }

        return before?.Message == decision.Message ? before : new QueueStatus("NodePair", decision.Message, before?.Since ?? o.Now);
    }

    private static IReadOnlyList<Condition> Conditions(Observed o, Decision decision, IReadOnlyList<Condition> before)
    {
        var changes = decision.Conditions;
        if (before.Any(held => held is { Type: ConditionTypes.InDoubt, Status: "True" }) && changes.All(change => change.Type != ConditionTypes.InDoubt))
        {
            changes = [.. changes, new ConditionChange(ConditionTypes.InDoubt, false)];
        }

        var result = before.ToList();
        foreach (var change in changes)
        {
            var status = change.Status switch { true => "True", false => "False", null => "Unknown" };
            var at = result.FindIndex(held => held.Type == change.Type);
            if (at >= 0 && result[at].Status == status)
            {
                continue;
            }

            var condition = Changed(o, decision, change.Type, status);
            if (at >= 0)
            {
                result[at] = condition;
            }
            else
            {
                result.Add(condition);
            }
        }

        return result.SequenceEqual(before) ? before : result;
    }

    private static Condition Changed(Observed o, Decision decision, string type, string status) => new()
    {
        Type = type,
        Status = status,
        ObservedGeneration = o.Migration.Metadata.Generation,
        LastTransitionTime = o.Now,
        Reason = decision.Reason,
        Message = decision.Message,
    };
}

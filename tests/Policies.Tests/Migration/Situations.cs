using Google.Protobuf.WellKnownTypes;
using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Migration;

namespace PodMotion.Policies.Tests.Migration;

/// <summary>The whole abstracted input space of the machine: what cannot matter in a phase is not varied there.</summary>
internal static class Situations
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly bool[] Both = [false, true];

    private static readonly SessionStep[] SourceSteps =
    [
        SessionStep.Opened, SessionStep.Inventoried, SessionStep.Frozen, SessionStep.HandedOver, SessionStep.Dumped, SessionStep.Transferred,
        SessionStep.Reattached, SessionStep.Released, SessionStep.HandedBack, SessionStep.Ended,
    ];

    private static readonly SessionStep[] TargetSteps =
        [SessionStep.Prepared, SessionStep.Parked, SessionStep.Restored, SessionStep.Resumed];

    public static IEnumerable<Observed> All() => BeforeStart().Concat(Later());

    public static IEnumerable<SessionView> SourceSessions()
    {
        yield return SessionView.Unreachable;
        yield return SessionView.NotFound;
        for (var count = 1; count <= SourceSteps.Length; count++)
        {
            yield return Session(SourceSteps.Take(count));
            // An end that is bad can follow every step; what matters is before the freeze, before the commit, and after it.
            if (SourceSteps[count - 1] is SessionStep.Opened or SessionStep.Reattached or SessionStep.Released)
            {
                yield return Session([.. SourceSteps.Take(count), SessionStep.RolledBack]);
                yield return Session([.. SourceSteps.Take(count), SessionStep.InDoubt]);
            }
        }
    }

    public static IEnumerable<SessionView> TargetSessions()
    {
        yield return SessionView.Unreachable;
        yield return SessionView.NotFound;
        for (var count = 1; count <= TargetSteps.Length; count++)
        {
            yield return Session(TargetSteps.Take(count));
        }

        yield return Session([SessionStep.Prepared, SessionStep.Parked, SessionStep.Abandoned]);
    }

    public static SessionView Session(IEnumerable<SessionStep> steps) => SessionView.Of(
        [.. steps.Select((step, index) => new SessionEvent
        {
            Sequence = (uint)index + 1,
            Step = step,
            Time = Timestamp.FromDateTimeOffset(Now.AddSeconds(-30 + index)),
            Message = step is SessionStep.RolledBack or SessionStep.Abandoned or SessionStep.InDoubt ? "CRIU said no." : "",
            Reason = step is SessionStep.RolledBack or SessionStep.Abandoned ? "CriuFailed" : "",
        })]);

    public static Observed In(MigrationPhase phase, bool tcp = false) => new()
    {
        Now = Now,
        Source = SourcePodState.Running,
        Migration = new PodMigration
        {
            Metadata = new ObjectMeta { Namespace = "prod", Name = "web-0", Uid = "m", Finalizers = [PodMotionGroup.RollbackFinalizer], Generation = 1 },
            Spec = new PodMigrationSpec
            {
                PodName = "web-0",
                PodNamespace = "prod",
                TcpPreservationMode = tcp ? TcpPreservationMode.BestEffort : TcpPreservationMode.None,
            },
            Status = Status(phase),
        },
    };

    private static PodMigrationStatus Status(MigrationPhase phase)
    {
        var known = phase > MigrationPhase.Validating;
        return new PodMigrationStatus
        {
            Phase = phase,
            SourceNodeName = known ? "n1" : null,
            TargetNodeName = known ? "n2" : null,
            TargetPodName = known ? "web-0-m1" : null,
            PhaseTransitions = [.. System.Enum.GetValues<MigrationPhase>().Where(earlier => earlier <= phase)
                .Select(earlier => new PhaseTransition(earlier, Now.AddSeconds(-20)))],
            Timings = new MigrationTimings
            {
                StartTime = phase >= MigrationPhase.PreparingTarget ? Now.AddSeconds(-20) : null,
                CompletionTime = phase.IsFinal() ? Now.AddSeconds(-10) : null,
            },
        };
    }

    private static IEnumerable<Observed> BeforeStart() =>
        from phase in new[] { MigrationPhase.Pending, MigrationPhase.Validating, MigrationPhase.Queued }
        from deleted in Both
        from finalizer in Both
        from dryRun in Both
        from source in System.Enum.GetValues<SourcePodState>()
        from verdict in new[] { null, Verdict(), Verdict(new MigrationBlocker(Reasons.PodNotFound, "pod 'prod/web-0' does not exist.")) }
        from queue in new[] { null, QueueVerdict.Free, new QueueVerdict("prod/other") }
        select Marked(In(phase) with { Source = source, Validation = verdict, Queue = queue }, deleted, finalizer, dryRun);

    private static ValidationVerdict Verdict(params MigrationBlocker[] blockers) => new()
    {
        Blockers = blockers,
        SourceNodeName = blockers.Length == 0 ? "n1" : null,
        TargetNodeName = "n2",
        TargetPodName = "web-0-m1",
        SourcePodUid = "s",
        Estimate = new DryRunEstimate { Eligible = blockers.Length == 0 },
    };

    private static IEnumerable<Observed> Later()
    {
        SessionView[] sources = [.. SourceSessions()];
        SessionView[] targets = [.. TargetSessions()];
        return from phase in System.Enum.GetValues<MigrationPhase>()
               where phase > MigrationPhase.Queued
               from tcp in Both
               from deleted in Both
               from finalizer in phase.IsFinal() ? Both : [true]
               from late in Both
               from started in phase == MigrationPhase.RollingBack ? Both : [true]
               from uid in phase == MigrationPhase.PreparingTarget ? Both : [true]
               from source in System.Enum.GetValues<SourcePodState>()
               from target in System.Enum.GetValues<TargetPodState>()
               from sourceSession in sources
               from targetSession in targets
               select Marked(
                   Timed(In(phase, tcp), late, started, uid) with
                   {
                       Source = source,
                       Target = new TargetPodView(target, "t"),
                       SourceSession = sourceSession,
                       TargetSession = targetSession,
                   },
                   deleted,
                   finalizer,
                   dryRun: false);
    }

    private static Observed Timed(Observed o, bool late, bool started, bool uid)
    {
        var status = o.Migration.Status! with { TargetPodUID = uid ? "t" : null };
        if (!started)
        {
            status = status with { PhaseTransitions = [.. status.PhaseTransitions.Where(entered => entered.Phase != MigrationPhase.Checkpointing)] };
        }

        return o with { Now = late ? Now.AddHours(1) : Now, Migration = o.Migration with { Status = status } };
    }

    private static Observed Marked(Observed o, bool deleted, bool finalizer, bool dryRun) => o with
    {
        Migration = o.Migration with
        {
            Spec = o.Migration.Spec with { DryRun = dryRun },
            Metadata = o.Migration.Metadata with
            {
                DeletionTimestamp = deleted ? Now : null,
                Finalizers = finalizer ? [PodMotionGroup.RollbackFinalizer] : [],
            },
        },
    };
}

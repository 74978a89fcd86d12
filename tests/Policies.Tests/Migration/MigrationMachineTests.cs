using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Policies.Migration;
using Xunit;

namespace PodMotion.Policies.Tests.Migration;

/// <summary>What holds in every situation that there can be.</summary>
public sealed class MigrationMachineTests
{
    private static readonly Lazy<(Observed Observed, Decision Decision)[]> Every =
        new(() => [.. Situations.All().Select(observed => (observed, MigrationMachine.Decide(observed)))]);

    private static readonly string[] Places = ["'n1'", "'n2'", "pod 'web-0'"];

    [Fact]
    public void Decide_EverySituation_NeverEntersThePhaseItIsIn() => None((o, decision) => decision.Next == o.Phase);

    [Fact]
    public void Decide_EverySituation_EntersAPhaseOrActsButNotBoth() => None((_, decision) => decision.Next is not null && decision.Effects.Count > 0);

    [Fact]
    public void Decide_EverySituation_SaysInOneSentenceWhatAndWhere() => None((o, decision) =>
        decision.Reason.Length == 0
        || !decision.Message.StartsWith("PodMigration 'prod/web-0': ", StringComparison.Ordinal)
        || !decision.Message.EndsWith('.')
        || decision.Message.Contains("''", StringComparison.Ordinal)
        || decision.Message.Contains("..", StringComparison.Ordinal)
        || !Places.Any(place => decision.Message.Contains(place, StringComparison.Ordinal)));

    [Fact]
    public void Decide_EverySituation_LooksAgainUnlessItEndedOrMovedOn() => None((o, decision) =>
        decision.LookAgain is null && decision.Next is null && !o.Phase.IsFinal());

    [Fact]
    public void Decide_SourceHasGivenThePodUp_NothingIsTakenBackAndNothingDeletedButTheSource() => None((o, decision) =>
        o.SourceSession.Committed
        && o.Phase is >= MigrationPhase.Checkpointing and not MigrationPhase.Failed and not MigrationPhase.RolledBack
        && (decision.Next is MigrationPhase.RollingBack or MigrationPhase.RolledBack
            || decision.Effects.Any(effect => effect is MigrationEffect.AbortSource or MigrationEffect.AbortTarget or MigrationEffect.DeleteTargetPod
                or MigrationEffect.StartSource or MigrationEffect.CreateTargetPod or MigrationEffect.PrepareTarget)));

    [Fact]
    public void Decide_DeletesTheSource_OnlyAfterServiceVerifying() => None((o, decision) =>
        decision.Effects.Contains(MigrationEffect.DeleteSourcePod) && o.Phase != MigrationPhase.CutoverComplete);

    [Fact]
    public void Decide_EntersCutoverComplete_OnlyWithTheTargetReadyAndTheSourceDone() => None((o, decision) =>
        decision.Next == MigrationPhase.CutoverComplete
        && !(o.Phase == MigrationPhase.ServiceVerifying && o.Target.State == TargetPodState.Ready && o.SourceSession.Step != SessionStep.InDoubt
            && (o.SourceSession.Step == SessionStep.Ended || o.PastReadyLimit)));

    [Fact]
    public void Decide_EntersServiceVerifying_OnlyAfterTheTargetResumed() => None((o, decision) =>
        decision.Next == MigrationPhase.ServiceVerifying && o.Phase != MigrationPhase.TCPVerifying
        && o.SourceSession.Step is not (SessionStep.HandedBack or SessionStep.Ended));

    [Fact]
    public void Decide_DeletesTheTarget_OnlyOnItsOathOrItsAgentsIgnorance() => None((o, decision) =>
        decision.Effects.Contains(MigrationEffect.DeleteTargetPod)
        && !(o.Phase == MigrationPhase.RollingBack
            && (o.TargetSession.Step == SessionStep.Abandoned || o.TargetSession.Answer == SessionAnswer.NotFound)
            && (!o.SourceStarted || o.SourceSession.Step == SessionStep.RolledBack || o.SourceSession.Answer == SessionAnswer.NotFound)
            && o.Target.State != TargetPodState.Foreign));

    [Fact]
    public void Decide_BindsTheTarget_OnlyWithTicketsIssued() => None((o, decision) =>
        decision.Effects.Contains(MigrationEffect.BindTargetPod)
        && !(o.Target.State == TargetPodState.Unscheduled && o.TargetSession.Answer == SessionAnswer.Found && o.TargetSession.Step != SessionStep.Abandoned));

    [Fact]
    public void Decide_StartsTheSource_OnlyWithTheTargetThereAndNobodyAgainstIt() => None((o, decision) =>
        decision.Effects.Contains(MigrationEffect.StartSource)
        && (o.Phase != MigrationPhase.Checkpointing || o.DeletionRequested || o.PastDeadline || o.Source != SourcePodState.Running
            || o.SourceSession.Answer != SessionAnswer.NotFound || o.TargetSession.Step == SessionStep.Abandoned));

    [Fact]
    public void Decide_EntersRollingBack_OnlyWhenTheSourceServesOrNeverStarted() => None((o, decision) =>
        decision.Next == MigrationPhase.RollingBack
        && !(o.Phase == MigrationPhase.PreparingTarget || o.SourceSession.Step == SessionStep.RolledBack
            || (o.Phase == MigrationPhase.Checkpointing && o.SourceSession.Answer == SessionAnswer.NotFound)));

    [Fact]
    public void Decide_InDoubt_StaysAndTouchesNothing() => None((o, decision) =>
        o.SourceSession.Step == SessionStep.InDoubt
        && o.Phase is >= MigrationPhase.Checkpointing and <= MigrationPhase.RestoreSocketReattach or MigrationPhase.DisengageHold
        && (o.SourceSession.Step == SessionStep.InDoubt)
        && (decision.Next is not null || decision.Effects.Count > 0 || decision.Conditions.All(change => change.Type != ConditionTypes.InDoubt)));

    [Fact]
    public void Decide_RemovesTheFinalizer_OnlyAtTheEnd() => None((o, decision) =>
        decision.Effects.Contains(MigrationEffect.RemoveFinalizer) && !o.Phase.IsFinal());

    [Fact]
    public void Decide_AnEnd_IsNeverLeft() => None((o, decision) => o.Phase.IsFinal() && decision.Next is not null);

    [Fact]
    public void Decide_EveryPhase_ReachesAnEndAndNeverComesBack()
    {
        var steps = Every.Value.Where(each => each.Decision.Next is not null).Select(each => (From: each.Observed.Phase, To: each.Decision.Next!.Value))
            .Distinct().ToLookup(step => step.From, step => step.To);

        foreach (var phase in Enum.GetValues<MigrationPhase>())
        {
            var reached = Reach(steps, phase);
            Assert.True(phase.IsFinal() || reached.Any(MigrationPhases.IsFinal), $"{phase} reaches no end.");
            Assert.False(reached.Contains(phase), $"{phase} can be entered again.");
        }
    }

    [Fact]
    public void Apply_EverySituation_GivesTheSameStatusTwice() => None((o, decision) =>
    {
        var after = MigrationRecord.Apply(o, decision with { Next = null });
        var again = o with { Migration = o.Migration with { Status = after } };
        return !ReferenceEquals(MigrationRecord.Apply(again, decision with { Next = null }), after);
    });

    private static HashSet<MigrationPhase> Reach(ILookup<MigrationPhase, MigrationPhase> steps, MigrationPhase from)
    {
        var reached = new HashSet<MigrationPhase>();
        var open = new Stack<MigrationPhase>(steps[from]);
        while (open.TryPop(out var phase))
        {
            if (reached.Add(phase))
            {
                foreach (var next in steps[phase])
                {
                    open.Push(next);
                }
            }
        }

        return reached;
    }

    private static void None(Func<Observed, Decision, bool> broken)
    {
        foreach (var (observed, decision) in Every.Value)
        {
            if (broken(observed, decision))
            {
                Assert.Fail($"{observed.Phase}, deleted {observed.DeletionRequested}, source {observed.Source} {observed.SourceSession.Answer} "
                    + $"{observed.SourceSession.Step}, target {observed.Target.State} {observed.TargetSession.Answer} {observed.TargetSession.Step}: "
                    + $"to {decision.Next}, {string.Join(",", decision.Effects)}, '{decision.Message}'");
            }
        }
    }
}

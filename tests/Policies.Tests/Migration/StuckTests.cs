using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Policies.Migration;
using Xunit;

namespace PodMotion.Policies.Tests.Migration;

/// <summary>What takes long says what is waited for, in the status.</summary>
public sealed class StuckTests
{
    private static readonly SessionView Released = Situations.Session([SessionStep.Opened, SessionStep.Frozen, SessionStep.Dumped, SessionStep.Transferred, SessionStep.Released]);
    private static readonly SessionView Abandoned = Situations.Session([SessionStep.Prepared, SessionStep.Parked, SessionStep.Abandoned]);

    [Fact]
    public void Decide_ReleasedAndTheTargetSilent_SaysThatTheTargetIsAskedAgain()
    {
        var decision = Shown(Situations.In(MigrationPhase.Restoring) with { SourceSession = Released, Target = new(TargetPodState.Bound, "t") });

        Assert.Contains("the source has given the pod up and node 'n2' has not answered that it runs it", decision.Message, StringComparison.Ordinal);
        Assert.Empty(decision.Effects);
    }

    [Fact]
    public void Decide_SourcePodDoesNotGo_SaysWhoKeepsIt()
    {
        var decision = Shown(Situations.In(MigrationPhase.CutoverComplete) with { Source = SourcePodState.Stopping, Now = Situations.Now.AddMinutes(1) });

        Assert.Contains("pod 'web-0' on 'n1' is being deleted and its kubelet or a finalizer has not let it go yet", decision.Message, StringComparison.Ordinal);
        Assert.Equal([MigrationEffect.DeleteSourcePod], decision.Effects);
    }

    [Fact]
    public void Decide_TargetPodDoesNotGo_SaysWhoKeepsIt()
    {
        var decision = Shown(Situations.In(MigrationPhase.RollingBack) with
        {
            Now = Situations.Now.AddMinutes(1),
            SourceSession = Situations.Session([SessionStep.Opened, SessionStep.RolledBack]),
            TargetSession = Abandoned,
            Target = new(TargetPodState.Failed, "t", "it is being deleted"),
        });

        Assert.Contains("pod 'web-0-m1' on 'n2' is being deleted and its kubelet or a finalizer", decision.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_TheAgentRefusesToGiveUp_SaysWhy()
    {
        var decision = Shown(Situations.In(MigrationPhase.RollingBack) with
        {
            SourceSession = Situations.Session([SessionStep.Opened, SessionStep.RolledBack]),
            TargetSession = Situations.Session([SessionStep.Prepared]),
            Refusal = "the epoch is old.",
        });

        Assert.Contains("which was refused: the epoch is old;", decision.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_TargetLostAfterItTookOver_SaysWhatBecomesOfTheSource()
    {
        var decision = Shown(Situations.In(MigrationPhase.ServiceVerifying) with { Target = new(TargetPodState.Failed, "t") });

        Assert.Contains("pod 'web-0' never starts again on 'n1' and is to be deleted by hand", decision.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_AMessageThatTheSchemaWouldRefuse_IsCut()
    {
        var observed = Situations.In(MigrationPhase.RollingBack) with { Refusal = new string('x', 40_000), TargetSession = Abandoned };

        var status = MigrationRecord.Apply(observed, MigrationMachine.Decide(observed) with { Next = MigrationPhase.Failed, Message = observed.Refusal });

        Assert.Equal((32_000, 32_000), (status.Message!.Length, status.LastFailure!.Message.Length));
    }

    private static Decision Shown(Observed observed)
    {
        var decision = MigrationMachine.Decide(observed);
        Assert.Equal(decision.Message, MigrationRecord.Apply(observed, decision).Message);
        return decision;
    }
}

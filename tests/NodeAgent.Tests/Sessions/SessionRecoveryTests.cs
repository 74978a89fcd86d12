using PodMotion.Api.Agent;
using PodMotion.NodeAgent.Sessions;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Sessions;

public sealed class SessionRecoveryTests
{
    [Theory]
    [InlineData(SessionStep.Unspecified, RecoveryAction.RollBack)]
    [InlineData(SessionStep.Opened, RecoveryAction.RollBack)]
    [InlineData(SessionStep.Inventoried, RecoveryAction.RollBack)]
    [InlineData(SessionStep.Frozen, RecoveryAction.RollBack)]
    [InlineData(SessionStep.HandedOver, RecoveryAction.RollBack)]
    [InlineData(SessionStep.Dumped, RecoveryAction.RollBack)]
    [InlineData(SessionStep.Transferred, RecoveryAction.RollBack)]
    [InlineData(SessionStep.Reattached, RecoveryAction.RollBack)]
    [InlineData(SessionStep.Released, RecoveryAction.AskToResume)]
    [InlineData(SessionStep.HandedBack, RecoveryAction.Finish)]
    [InlineData(SessionStep.Ended, RecoveryAction.None)]
    [InlineData(SessionStep.RolledBack, RecoveryAction.None)]
    [InlineData(SessionStep.InDoubt, RecoveryAction.None)]
    public void Decide_SourceAfterACrash_GoesBackBeforeTheCommitAndForwardAfterIt(SessionStep last, RecoveryAction expected) =>
        Assert.Equal(expected, SessionRecovery.Decide(SessionRole.Source, last));

    [Theory]
    [InlineData(SessionStep.Unspecified, RecoveryAction.Abandon)]
    [InlineData(SessionStep.Prepared, RecoveryAction.Abandon)]
    [InlineData(SessionStep.Parked, RecoveryAction.Abandon)]
    [InlineData(SessionStep.Received, RecoveryAction.Abandon)]
    [InlineData(SessionStep.Restored, RecoveryAction.Wait)]
    [InlineData(SessionStep.Resumed, RecoveryAction.ResumeAgain)]
    [InlineData(SessionStep.Abandoned, RecoveryAction.KillAgain)]
    public void Decide_TargetAfterACrash_NeverForgetsWhatItMayHaveToRun(SessionStep last, RecoveryAction expected) =>
        Assert.Equal(expected, SessionRecovery.Decide(SessionRole.Target, last));

    [Fact]
    public void Decide_AnyPairOfJournals_NeverLetsBothSidesRunThePod()
    {
        var sources = Enum.GetValues<SessionStep>().Where(step => (int)step >= 20);
        foreach (var source in sources.Where(step => SessionRecovery.Decide(SessionRole.Source, step) == RecoveryAction.RollBack))
        {
            // The target resumes on the source's word only, and that comes after `released`.
            Assert.True(source.IsBeforeCommit());
        }
    }
}

using PodMotion.Api.Agent;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>Decides what becomes of a session after a crash, from its journal alone.</summary>
public static class SessionRecovery
{
    /// <summary>The action for a session whose last journalled step is known.</summary>
    public static RecoveryAction Decide(SessionRole role, SessionStep last) => role switch
    {
        SessionRole.Source when last.IsBeforeCommit() => RecoveryAction.RollBack,
        SessionRole.Source when last == SessionStep.Released => RecoveryAction.AskToResume,
        SessionRole.Source when last == SessionStep.HandedBack => RecoveryAction.Finish,
        SessionRole.Target when last == SessionStep.Restored => RecoveryAction.Wait,
        SessionRole.Target when last == SessionStep.Resumed => RecoveryAction.ResumeAgain,
        SessionRole.Target when last == SessionStep.Abandoned => RecoveryAction.KillAgain,
        SessionRole.Target when last.IsBeforeResume() => RecoveryAction.Abandon,
        _ => RecoveryAction.None,
    };
}

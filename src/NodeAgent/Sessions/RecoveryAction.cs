namespace PodMotion.NodeAgent.Sessions;

/// <summary>What a restarted agent does with a session.</summary>
public enum RecoveryAction
{
    /// <summary>It has ended; nothing is left to do.</summary>
    None,

    /// <summary>Source, not released: the pod goes on here.</summary>
    RollBack,

    /// <summary>Source, released: ask the target to resume until it answers.</summary>
    AskToResume,

    /// <summary>Source, the target runs the pod: the frozen processes go.</summary>
    Finish,

    /// <summary>Target, not restored: swear never to resume, and kill what is there.</summary>
    Abandon,

    /// <summary>Target, sworn: make sure that nothing is left.</summary>
    KillAgain,

    /// <summary>Target, restored: wait for the source's word.</summary>
    Wait,

    /// <summary>Target, resumed: let the pod run, in case the crash came before that.</summary>
    ResumeAgain,
}

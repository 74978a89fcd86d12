namespace PodMotion.Policies.Migration;

/// <summary>Something to be done to the world. Each is idempotent: doing it again after a crash changes nothing more.</summary>
public enum MigrationEffect
{
    /// <summary>Put the finalizer on the PodMigration, so that it stays until its pod runs exactly once.</summary>
    AddFinalizer,

    /// <summary>Make the target pod, bound to no node, under the recorded name.</summary>
    CreateTargetPod,

    /// <summary>Ask the target's agent for a session and the pod's tickets.</summary>
    PrepareTarget,

    /// <summary>Bind the target pod to the target node.</summary>
    BindTargetPod,

    /// <summary>Ask the source's agent to start the critical section.</summary>
    StartSource,

    /// <summary>Ask the source's agent to give the session up and let the pod serve again.</summary>
    AbortSource,

    /// <summary>Ask the target's agent to swear never to resume the pod.</summary>
    AbortTarget,

    /// <summary>Delete the target pod, by its UID.</summary>
    DeleteTargetPod,

    /// <summary>Delete the source pod, by its UID.</summary>
    DeleteSourcePod,

    /// <summary>Let both agents drop the journal entries of sessions that are over.</summary>
    ForgetSessions,

    /// <summary>Take the finalizer off: nothing of the migration is left to be done.</summary>
    RemoveFinalizer,
}

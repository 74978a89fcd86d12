using PodMotion.Api.Agent;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>What the steps of agent.proto mean.</summary>
public static class SessionSteps
{
    /// <summary>Nothing follows this step.</summary>
    public static bool IsEnd(this SessionStep step) => step is SessionStep.Resumed or SessionStep.Abandoned
        or SessionStep.Ended or SessionStep.RolledBack or SessionStep.InDoubt;

    /// <summary>Source: the pod still belongs to this node.</summary>
    public static bool IsBeforeCommit(this SessionStep step) => step is SessionStep.Unspecified or SessionStep.Opened or SessionStep.Inventoried
        or SessionStep.Frozen or SessionStep.HandedOver or SessionStep.Dumped or SessionStep.Transferred or SessionStep.Reattached;

    /// <summary>Target: the pod may still be given up.</summary>
    public static bool IsBeforeResume(this SessionStep step) => step is SessionStep.Unspecified or SessionStep.Prepared or SessionStep.Parked
        or SessionStep.Received or SessionStep.Restored;
}

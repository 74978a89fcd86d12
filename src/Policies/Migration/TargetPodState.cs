namespace PodMotion.Policies.Migration;

/// <summary>What the API server says of the pod that continues the source pod.</summary>
public enum TargetPodState
{
    /// <summary>There is no pod of that name.</summary>
    Absent,

    /// <summary>It is bound to no node: no kubelet has seen it.</summary>
    Unscheduled,

    /// <summary>It is bound and not Ready.</summary>
    Bound,

    /// <summary>Its condition Ready is True.</summary>
    Ready,

    /// <summary>Its phase is Failed or Succeeded, or it is being deleted.</summary>
    Failed,

    /// <summary>A pod of that name exists that this migration did not make; it is never touched.</summary>
    Foreign,
}

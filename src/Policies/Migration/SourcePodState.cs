namespace PodMotion.Policies.Migration;

/// <summary>What the API server says of the pod that is moved, found by its UID.</summary>
public enum SourcePodState
{
    /// <summary>It does not exist any more, or another pod has its name.</summary>
    Gone,

    /// <summary>It exists, but is not Running or is being deleted.</summary>
    Stopping,

    /// <summary>It is Running and not being deleted.</summary>
    Running,
}

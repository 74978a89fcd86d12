namespace PodMotion.Policies.Migration;

/// <summary>How much a decision wants to be noticed.</summary>
public enum DecisionWeight
{
    /// <summary>Nothing that the status does not already say.</summary>
    Quiet,

    /// <summary>A phase was entered: status and a Normal event.</summary>
    Normal,

    /// <summary>Something is wrong or is waited for: status and a Warning event.</summary>
    Warning,
}

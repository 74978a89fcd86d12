namespace PodMotion.Api;

/// <summary>What happens to the pod's established TCP connections.</summary>
public enum TcpPreservationMode
{
    /// <summary>They are closed cleanly; the target pod has an address of its own.</summary>
    None,

    /// <summary>They are kept, and any difference in their sequence numbers rolls back. Not available yet: refused with a reason.</summary>
    Strict,

    /// <summary>They are kept; a difference is recorded.</summary>
    BestEffort,
}

namespace PodMotion.Api;

/// <summary>Directions in which a node starts no new migration.</summary>
public enum PauseDirection
{
    /// <summary>Nothing is paused.</summary>
    None,

    /// <summary>No pod leaves.</summary>
    Outbound,

    /// <summary>No pod arrives.</summary>
    Inbound,

    /// <summary>No pod leaves or arrives.</summary>
    Both,
}

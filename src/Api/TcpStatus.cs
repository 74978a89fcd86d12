namespace PodMotion.Api;

/// <summary>The pod's TCP sockets before and after.</summary>
public sealed record TcpStatus
{
    /// <summary>Listening sockets at the freeze.</summary>
    public int? ListeningSockets { get; init; }

    /// <summary>Established connections at the freeze.</summary>
    public int? EstablishedAtFreeze { get; init; }

    /// <summary>Established connections in the restored pod, before it ran.</summary>
    public int? EstablishedRestored { get; init; }
}

namespace PodMotion.Api.Kubernetes;

/// <summary>What a watch tells.</summary>
public enum WatchEventKind
{
    /// <summary>These are all objects there are: what is not among them is gone.</summary>
    Listed,

    /// <summary>The object is new or has changed.</summary>
    Changed,

    /// <summary>The object is gone, or no longer in the selection; this was its last state.</summary>
    Deleted,
}

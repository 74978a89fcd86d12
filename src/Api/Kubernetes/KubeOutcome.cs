namespace PodMotion.Api.Kubernetes;

/// <summary>How the API server answered a request for one object. All but the first are refusals that a controller expects.</summary>
public enum KubeOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>There is no such object, or no such kind.</summary>
    NotFound,

    /// <summary>An object of this name exists.</summary>
    AlreadyExists,

    /// <summary>The object is no longer what the request took it for: read it again.</summary>
    Conflict,

    /// <summary>The version asked for is too old: list again.</summary>
    Gone,

    /// <summary>The server cannot accept this object.</summary>
    Invalid,

    /// <summary>Access rules or an admission webhook refuse it.</summary>
    Forbidden,
}

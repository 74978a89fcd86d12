namespace PodMotion.Api.Kubernetes;

/// <summary>How an object of a cache changed.</summary>
/// <param name="Key">The object.</param>
/// <param name="Before">As it was; null when it is new.</param>
/// <param name="After">As it is; null when it is gone.</param>
public sealed record ResourceChange<T>(ObjectKey Key, T? Before, T? After)
    where T : class, IKubeObject;

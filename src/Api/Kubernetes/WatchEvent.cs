namespace PodMotion.Api.Kubernetes;

/// <summary>One thing that a watch tells.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Items">All objects, or the one that is meant.</param>
public sealed record WatchEvent<T>(WatchEventKind Kind, IReadOnlyList<T> Items);

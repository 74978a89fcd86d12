namespace PodMotion.Api.Kubernetes;

/// <summary>Objects of a kind as they were at one moment.</summary>
/// <param name="Items">The objects.</param>
/// <param name="ResourceVersion">The moment, to watch from.</param>
public sealed record ObjectList<T>(IReadOnlyList<T> Items, string ResourceVersion);

namespace PodMotion.Api;

/// <summary>What a Queued migration waits for.</summary>
/// <param name="WaitingFor">For now always <c>NodePair</c>: another migration of the same pod or between the same two nodes.</param>
/// <param name="Message">One sentence that names it.</param>
/// <param name="Since">When the waiting began.</param>
public sealed record QueueStatus(string WaitingFor, string Message, DateTimeOffset Since);

namespace PodMotion.Api;

/// <summary>What one direction of a node is used for now.</summary>
/// <param name="Active">Unfinished migrations.</param>
public sealed record NodeDirectionUsage(int Active);

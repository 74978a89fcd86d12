namespace PodMotion.Api;

/// <summary>How long a pod or node is left alone after a migration.</summary>
public sealed record PolicyCooldown
{
    /// <summary>The pod, after any migration of it ended.</summary>
    public string Pod { get; init; } = "30m";

    /// <summary>The node, after a migration from or to it ended.</summary>
    public string Node { get; init; } = "2m";

    /// <summary>How long a pod does not go back to the node that it came from.</summary>
    public string ReturnToPreviousNode { get; init; } = "6h";
}

namespace PodMotion.NodeAgent.Sessions;

/// <summary>An address that went from one node to another with a pod.</summary>
/// <param name="Address">The IPv4 address.</param>
/// <param name="PodUid">The pod that has it, on the target.</param>
/// <param name="Bridge">This node's bridge.</param>
/// <param name="TargetNode">Source: where the address went. Empty on the target.</param>
/// <param name="TargetBulkEndpoint">Source: where to ask whether the pod still has it.</param>
public sealed record HandedAddress(string Address, string PodUid, string Bridge, string TargetNode, string TargetBulkEndpoint)
{
    /// <summary>Source: the target pod's own address, which shows the way.</summary>
    public string TargetAddress { get; init; } = "";

    /// <summary>Target: how this node gave the address away earlier, where the pod comes home with it; null else.</summary>
    public HandedAddress? Before { get; init; }

    /// <summary>Whether this node gave the address away.</summary>
    public bool IsGivenAway => TargetNode.Length > 0;
}

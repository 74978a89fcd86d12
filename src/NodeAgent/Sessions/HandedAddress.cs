namespace PodMotion.NodeAgent.Sessions;

/// <summary>An address that went from one node to another with a pod.</summary>
/// <param name="Address">The IPv4 address.</param>
/// <param name="PodUid">The pod that has it, on the target.</param>
/// <param name="Bridge">This node's bridge.</param>
/// <param name="TargetNode">Source: where the address went. Empty on the target.</param>
/// <param name="TargetBulkEndpoint">Source: where to ask whether the pod still has it.</param>
public sealed record HandedAddress(string Address, string PodUid, string Bridge, string TargetNode, string TargetBulkEndpoint)
{
    /// <summary>Whether this node gave the address away.</summary>
    public bool IsGivenAway => TargetNode.Length > 0;
}

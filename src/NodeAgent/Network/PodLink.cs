namespace PodMotion.NodeAgent.Network;

/// <summary>How a pod is connected to its node.</summary>
/// <param name="Process">A process in the pod's network namespace.</param>
/// <param name="HostInterface">The node's end of the pod's veth pair.</param>
/// <param name="Bridge">The bridge that it is on; empty where the network plug-in uses none.</param>
/// <param name="Address">The pod's own IPv4 address.</param>
public sealed record PodLink(int Process, string HostInterface, string Bridge, string Address);

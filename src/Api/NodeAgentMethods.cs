namespace PodMotion.Api.Agent;

/// <summary>The paths of the NodeAgent service.</summary>
internal static class NodeAgentMethods
{
    public const string GetNode = Prefix + "GetNode";
    public const string InspectPod = Prefix + "InspectPod";
    public const string PrepareTarget = Prefix + "PrepareTarget";
    public const string StartSource = Prefix + "StartSource";
    public const string GetSession = Prefix + "GetSession";
    public const string WatchSession = Prefix + "WatchSession";
    public const string AbortSession = Prefix + "AbortSession";
    public const string ForgetSession = Prefix + "ForgetSession";
    public const string Restore = Prefix + "Restore";
    public const string Resume = Prefix + "Resume";

    private const string Prefix = "/podmotion.agent.v1alpha1.NodeAgent/";
}

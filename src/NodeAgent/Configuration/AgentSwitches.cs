namespace PodMotion.NodeAgent.Configuration;

/// <summary>The agent's command line; every switch is a setting that a file or the environment may name as well.</summary>
public static class AgentSwitches
{
    /// <summary>Switch to setting.</summary>
    public static IDictionary<string, string> Mappings { get; } = new Dictionary<string, string>
    {
        ["--node-name"] = "Agent:NodeName",
        ["--listen"] = "Agent:ListenAddress",
        ["--port"] = "Agent:GrpcPort",
        ["--bulk-port"] = "Agent:BulkPort",
        ["--ca"] = "Agent:AuthorityFile",
        ["--cert"] = "Agent:CertificateFile",
        ["--key"] = "Agent:KeyFile",
        ["--state-dir"] = "Agent:StateDirectory",
        ["--runtime-dir"] = "Agent:RunDirectory",
        ["--criu"] = "Agent:CriuPath",
        ["--runc"] = "Agent:RuncPath",
        ["--cgroup-root"] = "Usage:NodeCgroup",
    };
}

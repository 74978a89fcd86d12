namespace PodMotion.NodeAgent.Sessions;

/// <summary>Tells an agent that kept its state folder from one that lost it and so may swear nothing.</summary>
public sealed class InstanceId
{
    /// <summary>Reads the ID, or makes one where the state folder is new.</summary>
    public InstanceId(AgentDirectories directories)
    {
        ArgumentNullException.ThrowIfNull(directories);
        if (!File.Exists(directories.InstanceId) || File.ReadAllText(directories.InstanceId).Length == 0)
        {
            DurableFile.Write(directories.InstanceId, Guid.NewGuid().ToString());
        }

        Value = File.ReadAllText(directories.InstanceId);
    }

    /// <summary>The ID.</summary>
    public string Value { get; }
}

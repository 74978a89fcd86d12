namespace PodMotion.NodeAgent.Runtime;

/// <summary>A container of a pod as containerd's own files show it.</summary>
/// <param name="Id">containerd's and runc's ID.</param>
/// <param name="Bundle">Its bundle folder.</param>
/// <param name="InitProcess">Its first process, in the agent's PID namespace; null where it has none yet or any more.</param>
/// <param name="Config">Its config.json.</param>
public sealed record ContainerRecord(string Id, string Bundle, int? InitProcess, BundleConfig Config)
{
    /// <summary>Where its root file system is mounted.</summary>
    public string RootFileSystem => Path.Combine(Bundle, "rootfs");
}

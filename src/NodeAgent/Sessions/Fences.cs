namespace PodMotion.NodeAgent.Sessions;

/// <summary>A fenced pod is never created or started on this node, whether an agent runs or not: the OCI handler refuses.</summary>
public sealed class Fences(AgentDirectories directories)
{
    /// <summary>Raises the fence, durably.</summary>
    public void Raise(string podUid, string migrationUid) => DurableFile.Write(Path.Combine(directories.Fences, podUid), migrationUid);

    /// <summary>Takes the fence down, durably.</summary>
    public void Lower(string podUid) => DurableFile.Delete(Path.Combine(directories.Fences, podUid));

    /// <summary>The migration that a pod is fenced for; null where it is not.</summary>
    public string? Owner(string podUid)
    {
        var file = Path.Combine(directories.Fences, podUid);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    /// <summary>All fenced pods.</summary>
    public IReadOnlyList<string> Pods() => [.. Directory.EnumerateFiles(directories.Fences).Select(file => Path.GetFileName(file))];
}

using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>A container with a ticket is created by restoring it, or not at all.</summary>
public sealed class Tickets(AgentDirectories directories)
{
    /// <summary>Issues the tickets of a pod, durably.</summary>
    public void Issue(string podUid, IEnumerable<string> containers, string migrationUid)
    {
        ArgumentNullException.ThrowIfNull(containers);
        var folder = Path.Combine(directories.Tickets, podUid);
        Directory.CreateDirectory(folder);
        foreach (var container in containers)
        {
            DurableFile.Write(Path.Combine(folder, container), migrationUid);
        }

        Native.SyncDirectory(directories.Tickets);
    }

    /// <summary>The pod runs: from now on its containers start as others do.</summary>
    public void Spend(string podUid)
    {
        var folder = Path.Combine(directories.Tickets, podUid);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
            Native.SyncDirectory(directories.Tickets);
        }
    }

    /// <summary>All pods with tickets.</summary>
    public IReadOnlyList<string> Pods() => [.. Directory.EnumerateDirectories(directories.Tickets).Select(folder => Path.GetFileName(folder))];
}

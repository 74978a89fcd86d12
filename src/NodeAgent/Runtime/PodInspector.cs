using System.Globalization;
using Microsoft.Extensions.Options;
using PodMotion.Api.Agent;
using PodMotion.NodeAgent.Configuration;
using PodMotion.NodeAgent.Network;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>Looks at a pod on this node: what keeps it from moving, and how large it is.</summary>
public sealed class PodInspector(ContainerFinder containers, CriuProbe criu, IOptions<AgentOptions> options)
{
    private const string HandlerName = "podmotion-runc";

    /// <summary>Inspects the named containers of a pod.</summary>
    public async Task<PodInspection> InspectAsync(string podUid, IReadOnlyList<string> containerNames, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(containerNames);
        var inspection = new PodInspection();
        if (await criu.GetAsync(cancellationToken) is { Capable: false } unable)
        {
            inspection.Blockers.Add(Blocker("NodeNotCapable", unable.Message, ""));
        }

        foreach (var name in containerNames)
        {
            Inspect(inspection, podUid, name);
        }

        inspection.FileBytes += FolderSizes(Path.Combine(options.Value.KubeletDirectory, "pods", podUid, "volumes", "kubernetes.io~empty-dir"));
        return inspection;
    }

    private void Inspect(PodInspection inspection, string podUid, string name)
    {
        if (containers.Running(podUid, name) is not { InitProcess: { } init } container || Freezer.Of(init) is not { } freezer)
        {
            inspection.Blockers.Add(Blocker("ContainerNotRunning", $"Pod {podUid}: container '{name}' does not run on this node.", name));
            return;
        }

        inspection.Blockers.AddRange(Blockers(container, name));
        var processes = freezer.Processes;
        var sockets = SocketInventory.Of(init);
        inspection.Processes += (uint)processes.Count;
        inspection.MemoryBytes += processes.Aggregate(0UL, (sum, process) => sum + ResidentBytes(process));
        inspection.EstablishedConnections = (uint)sockets.Established;
        inspection.ListeningSockets = (uint)sockets.Listening;
        inspection.FileBytes += OverlayMount.Find(container.RootFileSystem) is { } root ? FolderSizes(root.UpperDirectory) : 0;
        inspection.FileBytes += container.Config.SharedMemory is { } shm ? FolderSizes(shm) : 0;
    }

    private static IEnumerable<Blocker> Blockers(ContainerRecord container, string name)
    {
        if (!RuntimeOptions(container).Contains(HandlerName, StringComparison.Ordinal))
        {
            yield return Blocker("RuntimeClassMissing", $"Container '{name}' was not made by {HandlerName}; the pod needs the RuntimeClass podmotion.", name);
        }

        if (container.Config.HasTerminal)
        {
            yield return Blocker("Terminal", $"Container '{name}' has a terminal (tty: true), which cannot move.", name);
        }

        if (OverlayMount.Find(container.RootFileSystem) is null)
        {
            yield return Blocker("RootNotOverlay", $"The root file system of container '{name}' is no overlay, so its writable layer cannot be told from its image.", name);
        }
    }

    private static string RuntimeOptions(ContainerRecord container)
    {
        var file = Path.Combine(container.Bundle, "options.json");
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    private static ulong ResidentBytes(int process)
    {
        try
        {
            var pages = File.ReadAllText($"/proc/{process}/statm").Split(' ')[1];
            return ulong.Parse(pages, CultureInfo.InvariantCulture) * (ulong)Environment.SystemPageSize;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static ulong FolderSizes(string folder)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles("*", all).Aggregate(0UL, (sum, file) => sum + (ulong)Length(file))
            : 0;
    }

    private static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static Blocker Blocker(string reason, string message, string container) =>
        new() { Reason = reason, Message = message, ContainerName = container };
}

using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PodMotion.NodeAgent.Configuration;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>Finds containers in containerd's bundles: no client of its socket, and it works while containerd is down.</summary>
public sealed class ContainerFinder(IOptions<AgentOptions> options)
{
    /// <summary>All containers of a pod, sandboxes included.</summary>
    public IReadOnlyList<ContainerRecord> OfPod(string podUid) =>
        [.. Bundles().Select(Read).OfType<ContainerRecord>().Where(container => container.Config.PodUid == podUid)];

    /// <summary>The running container of that name; null where the pod has none here.</summary>
    public ContainerRecord? Running(string podUid, string containerName) =>
        OfPod(podUid).FirstOrDefault(container =>
            !container.Config.IsSandbox && container.Config.ContainerName == containerName
            && container.InitProcess is { } pid && ProcessFacts.StartTicks(pid) is not null);

    /// <summary>Reads one bundle; null where it is none or belongs to no pod.</summary>
    public static ContainerRecord? Read(string bundle)
    {
        try
        {
            var config = BundleConfig.Parse(File.ReadAllText(Path.Combine(bundle, "config.json")));
            return config is null ? null : new ContainerRecord(Path.GetFileName(bundle), bundle, InitProcess(bundle), config);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static int? InitProcess(string bundle)
    {
        var file = Path.Combine(bundle, "init.pid");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && pid > 1 ? pid : null;
    }

    private string[] Bundles() =>
        Directory.Exists(options.Value.BundleDirectory) ? Directory.GetDirectories(options.Value.BundleDirectory) : [];
}

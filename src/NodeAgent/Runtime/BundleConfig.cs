using System.Text.Json;
using System.Text.RegularExpressions;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>What the agent needs of a bundle's config.json.</summary>
/// <param name="PodUid">From the cgroup path.</param>
/// <param name="ContainerName">As in the pod's spec; empty for a sandbox.</param>
/// <param name="IsSandbox">The pod's own container, which holds its namespaces.</param>
/// <param name="SharedMemory">The sandbox's /dev/shm on the host; null where the container has one of its own.</param>
/// <param name="SandboxProcess">The process whose network namespace the container joins; null for a sandbox.</param>
/// <param name="HasTerminal">The container asks for a terminal.</param>
public sealed partial record BundleConfig(
    string PodUid, string ContainerName, bool IsSandbox, string? SharedMemory, int? SandboxProcess, bool HasTerminal)
{
    /// <summary>Reads the text; null where it belongs to no pod.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static BundleConfig? Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (Text(root, "linux", "cgroupsPath") is not { } path || PodCgroupPath.PodUid(path) is not { } uid)
        {
            return null;
        }

        return new BundleConfig(
            uid,
            Text(root, "annotations", "io.kubernetes.cri.container-name") ?? "",
            Text(root, "annotations", "io.kubernetes.cri.container-type") == "sandbox",
            Elements(root, "mounts").Where(mount => Text(mount, "destination") == "/dev/shm" && Text(mount, "type") == "bind").Select(mount => Text(mount, "source")).FirstOrDefault(),
            NetworkOwner(root),
            Member(root, "process", "terminal") is { ValueKind: JsonValueKind.True });
    }

    private static int? NetworkOwner(JsonElement root) =>
        Member(root, "linux", "namespaces") is { ValueKind: JsonValueKind.Array } namespaces
        && namespaces.EnumerateArray().Where(ns => Text(ns, "type") == "network").Select(ns => Text(ns, "path")).FirstOrDefault() is { } path
        && ProcessNamespace().Match(path) is { Success: true } match
            ? int.Parse(match.Groups["pid"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private static JsonElement.ArrayEnumerator Elements(JsonElement root, string name) =>
        Member(root, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    private static string? Text(JsonElement root, params string[] path) =>
        Member(root, path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement root, params string[] path)
    {
        var at = root;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at;
    }

    [GeneratedRegex("^/proc/(?<pid>[0-9]{1,9})/ns/net$", RegexOptions.CultureInvariant)]
    private static partial Regex ProcessNamespace();
}

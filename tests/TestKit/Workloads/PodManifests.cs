using System.Text.Json.Nodes;

namespace PodMotion.TestKit.Workloads;

/// <summary>The pods that the demo and the end-to-end tests run, as they are sent to the API server.</summary>
public static class PodManifests
{
    /// <summary>The sample workload under another name and place. A node given here is where it starts; unlike a node selector it does not hold the pod there.</summary>
    public static JsonObject Redis(string inNamespace, string name, string? node)
    {
        var pod = YamlFile.Read(RepositoryFiles.PathOf("samples/workload/redis.yaml"))[0];
        pod["metadata"]!["name"] = name;
        pod["metadata"]!["namespace"] = inNamespace;
        if (node is not null)
        {
            pod["spec"]!["nodeName"] = node;
        }

        return pod;
    }

    /// <summary>A pod of the node's default runtime, which therefore never moves, that burns up to <paramref name="cpu"/> processors of a node.</summary>
    public static JsonObject Burner(string inNamespace, string name, string node, string cpu) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = inNamespace },
        ["spec"] = new JsonObject
        {
            ["nodeName"] = node,
            ["terminationGracePeriodSeconds"] = 0,
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "burn",
                ["image"] = "registry.local/busybox:1.35",
                ["command"] = new JsonArray("sh", "-c", "(while :; do :; done) & while :; do :; done"),
                ["resources"] = new JsonObject
                {
                    ["requests"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "16Mi" },
                    ["limits"] = new JsonObject { ["cpu"] = cpu, ["memory"] = "64Mi" },
                },
            }),
        },
    };

    /// <summary>A namespace of that name.</summary>
    public static JsonObject Namespace(string name) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Namespace",
        ["metadata"] = new JsonObject { ["name"] = name },
    };
}

using System.Text.Json.Nodes;

namespace PodMotion.EndToEnd.Harness;

/// <summary>The objects that scenarios make.</summary>
internal static class Manifests
{
    public const string NameLabel = "e2e";

    public static JsonObject Namespace(string name) => Parse($$"""
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "{{name}}", "labels": {"{{NameLabel}}": "{{name}}"} } }
        """);

    /// <summary>A Redis server that can move; it keeps nothing on disk, so whatever it knows later came along in memory.</summary>
    public static JsonObject Redis(string inNamespace, string name, string node) => Parse($$"""
        {
          "apiVersion": "v1", "kind": "Pod",
          "metadata": {"name": "{{name}}", "namespace": "{{inNamespace}}", "labels": {"{{NameLabel}}": "{{name}}"} },
          "spec": {
            "runtimeClassName": "podmotion", "nodeName": "{{node}}", "terminationGracePeriodSeconds": 1,
            "containers": [{
              "name": "redis", "image": "registry.local/redis:7", "imagePullPolicy": "IfNotPresent",
              "args": ["redis-server", "--save", "", "--protected-mode", "no"],
              "ports": [{"name": "redis", "containerPort": 6379}],
              "readinessProbe": {"tcpSocket": {"port": "redis"}, "periodSeconds": 1},
              "resources": {"requests": {"cpu": "50m", "memory": "64Mi"}, "limits": {"memory": "512Mi"} }
            }]
          }
        }
        """);

    /// <summary>A pod that could move, running one shell command.</summary>
    public static JsonObject Shell(string inNamespace, string name, string node, string command) => Parse($$"""
        {
          "apiVersion": "v1", "kind": "Pod",
          "metadata": {"name": "{{name}}", "namespace": "{{inNamespace}}"},
          "spec": {
            "runtimeClassName": "podmotion", "nodeName": "{{node}}", "terminationGracePeriodSeconds": 0,
            "containers": [{
              "name": "main", "image": "registry.local/busybox:1.35", "imagePullPolicy": "IfNotPresent",
              "command": ["sh", "-c", "{{command}}"],
              "resources": {"requests": {"cpu": "10m", "memory": "16Mi"} }
            }]
          }
        }
        """);

    /// <summary>The minimal PodMigration; other fields come from <paramref name="spec"/>, a JSON object.</summary>
    public static JsonObject Migration(string inNamespace, string name, string pod, string spec)
    {
        var migration = Parse($$"""
            {
              "apiVersion": "migration.podmotion.io/v1alpha1", "kind": "PodMigration",
              "metadata": {"name": "{{name}}", "namespace": "{{inNamespace}}"},
              "spec": {"podName": "{{pod}}", "podNamespace": "{{inNamespace}}"}
            }
            """);
        foreach (var (field, value) in Parse(spec))
        {
            migration["spec"]![field] = value?.DeepClone();
        }

        return migration;
    }

    /// <summary>A policy about the pods of one namespace, quick to look and quick to act.</summary>
    public static JsonObject Policy(string name, string inNamespace, string action, string expression) => Parse($$"""
        {
          "apiVersion": "migration.podmotion.io/v1alpha1", "kind": "MigrationPolicy",
          "metadata": {"name": "{{name}}"},
          "spec": {
            "action": "{{action}}",
            "selector": {"namespaceSelector": {"matchLabels": {"{{NameLabel}}": "{{inNamespace}}"} }, "podSelector": {} },
            "triggers": [{
              "name": "hot", "scope": "Node", "goal": "Relieve", "expression": "{{expression}}", "for": "2s",
              "clearExpression": "node.cpu.usagePercent < 30", "clearFor": "2s", "maxMigrationsPerFiring": 1, "settle": "60s"
            }],
            "metrics": {"interval": "1s", "maxAge": "20s"},
            "budgets": {"maxConcurrent": 1, "maxConcurrentPerNode": 1},
            "cooldown": {"pod": "10m", "node": "1s", "returnToPreviousNode": "10m"},
            "migrationTemplate": {"mode": "PreCopy", "tcpPreservationMode": "BestEffort", "completionTimeoutSeconds": 120}
          }
        }
        """);

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}

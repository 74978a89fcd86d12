using System.Text.Json.Nodes;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>Merge patches (RFC 7386) and a simple server-side apply: maps merge, lists are atomic, what a manager no longer names goes.</summary>
internal static class FakeMerge
{
    public static void Patch(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                var child = target[name] as JsonObject ?? [];
                Patch(child, inner);
                Set(target, name, child);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    public static void Apply(JsonObject target, JsonObject applied, JsonObject? before)
    {
        if (before is not null)
        {
            RemoveUnnamed(target, applied, before);
        }

        Patch(target, applied);
    }

    private static void RemoveUnnamed(JsonObject target, JsonObject applied, JsonObject before)
    {
        foreach (var (name, old) in before)
        {
            if (!applied.ContainsKey(name))
            {
                target.Remove(name);
            }
            else if (old is JsonObject oldChild && applied[name] is JsonObject newChild && target[name] is JsonObject child)
            {
                RemoveUnnamed(child, newChild, oldChild);
            }
        }
    }

    private static void Set(JsonObject target, string name, JsonObject child)
    {
        if (child.Parent is null)
        {
            target[name] = child;
        }
    }
}

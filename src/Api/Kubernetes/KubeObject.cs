using System.Text.Json;
using System.Text.Json.Nodes;

namespace PodMotion.Api.Kubernetes;

/// <summary>Turns objects of the server into records and back.</summary>
public static class KubeObject
{
    /// <summary>Reads a record; what it has no member for is left out.</summary>
    /// <exception cref="KubeException">A field has another shape than the record; the message names it.</exception>
    public static T Read<T>(JsonObject value)
        where T : class, IKubeObject
    {
        try
        {
            return value.Deserialize<T>(KubeJson.Options) ?? throw new JsonException("the object is null");
        }
        catch (JsonException e)
        {
            var key = KeyOf(value);
            throw new KubeException($"{typeof(T).Name} '{key}' cannot be read: field {e.Path ?? "$"} has another shape than expected.", e);
        }
    }

    /// <summary>Writes a record with the apiVersion and kind of its type.</summary>
    public static JsonObject Write(ResourceType type, IKubeObject value)
    {
        var raw = JsonSerializer.SerializeToNode(value, value.GetType(), KubeJson.Options)?.AsObject() ?? [];
        raw["apiVersion"] = type.ApiVersion;
        raw["kind"] = type.Kind;
        return raw;
    }

    /// <summary>The key that an object's metadata name; empty parts where they do not.</summary>
    public static ObjectKey KeyOf(JsonObject value)
    {
        var metadata = value["metadata"] as JsonObject;
        return new(Text(metadata, "namespace"), Text(metadata, "name"));
    }

    private static string Text(JsonObject? metadata, string name) =>
        metadata?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace PodMotion.Api.Kubernetes;

/// <summary>One line of a watch as the server sends it.</summary>
internal sealed record WatchFrame(string Type, JsonObject Object)
{
    public const string Added = "ADDED";
    public const string Modified = "MODIFIED";
    public const string Deleted = "DELETED";
    public const string Bookmark = "BOOKMARK";
    public const string Error = "ERROR";

    public string ResourceVersion => (string?)Object["metadata"]?["resourceVersion"] ?? "";

    /// <exception cref="JsonException">It is no frame, as when the connection was cut within the line.</exception>
    public static WatchFrame Parse(string line) =>
        JsonNode.Parse(line) is JsonObject frame && (string?)frame["type"] is { } type && frame["object"] is JsonObject content
            ? new(type, content)
            : throw new JsonException("the line is no watch event");

    public StatusAnswer Status() => StatusAnswer.Read(0, JsonSerializer.SerializeToElement(Object, KubeJson.Options));
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace PodMotion.Api.Kubernetes;

/// <summary>One request, with the words that an error about it uses.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query below the server.</param>
/// <param name="Doing">What is being done, such as <c>creating Pod 'prod/web'</c>.</param>
internal sealed record KubeCall(HttpMethod Method, string Path, string Doing)
{
    public const string Json = "application/json";
    public const string MergePatch = "application/merge-patch+json";
    public const string Apply = "application/apply-patch+yaml";

    public JsonNode? Body { get; init; }

    public string ContentType { get; init; } = Json;

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, new Uri(Path, UriKind.Relative));
        message.Headers.Accept.ParseAdd(Json);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Body, KubeJson.Options));
            message.Content.Headers.ContentType = new(ContentType);
        }

        return message;
    }
}

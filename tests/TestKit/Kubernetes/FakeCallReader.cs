using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>Reads a call from an HTTP request.</summary>
internal static class FakeCallReader
{
    /// <exception cref="FakeRefusal">The path or body is not one of the API.</exception>
    public static async Task<Func<int, FakeCall>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var segments = (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (version, rest) = segments switch
        {
            ["api", var v, .. var tail] => (v, tail),
            ["apis", var group, var v, .. var tail] => ($"{group}/{v}", tail),
            _ => throw new FakeRefusal(404, "NotFound", "the server could not find the requested resource"),
        };
        var (place, plural, name, subresource) = Parts(rest);
        var body = await BodyAsync(request, cancellationToken).ConfigureAwait(false);
        var query = request.Query.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString());
        return number => new()
        {
            Number = number,
            Method = request.Method,
            ApiVersion = version,
            Namespace = place,
            Plural = plural,
            Name = name,
            Subresource = subresource,
            Query = query,
            ContentType = request.ContentType ?? "",
            Authorization = request.Headers.Authorization.ToString(),
            Body = body,
        };
    }

    private static (string Namespace, string Plural, string Name, string Subresource) Parts(string[] rest) => rest switch
    {
        ["namespaces", var name, "status" or "finalize"] => ("", "namespaces", name, rest[2]),
        ["namespaces", var place, var plural] => (place, plural, "", ""),
        ["namespaces", var place, var plural, var name] => (place, plural, name, ""),
        ["namespaces", var place, var plural, var name, var subresource] => (place, plural, name, subresource),
        [var plural] => ("", plural, "", ""),
        [var plural, var name] => ("", plural, name, ""),
        [var plural, var name, var subresource] => ("", plural, name, subresource),
        _ => throw new FakeRefusal(404, "NotFound", "the server could not find the requested resource"),
    };

    private static async Task<JsonObject?> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        try
        {
            return buffer.Length == 0 ? null : JsonNode.Parse(buffer.ToArray())?.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FakeRefusal(400, "BadRequest", $"the body is no JSON object: {e.Message}");
        }
    }
}

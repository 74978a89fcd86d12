using System.Text;

namespace PodMotion.Api.Kubernetes;

/// <summary>Paths of the API server. Names are escaped, so that none can reach outside its segment.</summary>
internal static class KubePath
{
    public static string Collection(ResourceType type, string? inNamespace)
    {
        var path = new StringBuilder(type.Group.Length == 0 ? "api/" : $"apis/{Escape(type.Group)}/").Append(Escape(type.Version));
        if (type.Namespaced && !string.IsNullOrEmpty(inNamespace))
        {
            path.Append("/namespaces/").Append(Escape(inNamespace));
        }

        return path.Append('/').Append(Escape(type.Plural)).ToString();
    }

    /// <exception cref="ArgumentException">The key does not name one object, so the path would name a collection.</exception>
    public static string Object(ResourceType type, ObjectKey key, string? subresource = null)
    {
        if (string.IsNullOrEmpty(key.Name) || key.Name is "." or ".." || (type.Namespaced && string.IsNullOrEmpty(key.Namespace)))
        {
            throw new ArgumentException($"'{key}' does not name a {type.Kind}; expected {(type.Namespaced ? "namespace and name" : "a name")}.", nameof(key));
        }

        var path = $"{Collection(type, key.Namespace)}/{Escape(key.Name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }

    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parts)
        {
            if (value is not null)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Escape(value));
            }
        }

        return query.ToString();
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}

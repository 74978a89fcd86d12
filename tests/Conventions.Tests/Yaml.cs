using YamlDotNet.RepresentationModel;

namespace PodMotion.Conventions.Tests;

/// <summary>Reads the repository's YAML files.</summary>
internal static class Yaml
{
    /// <summary>The documents of a file that are not empty.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">The file is no YAML; the message has line and column.</exception>
    public static IReadOnlyList<YamlNode> Documents(string path)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(Repository.Read(path));
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode).Where(root => root is YamlMappingNode)];
    }

    /// <summary>The text at a path of keys, or null where there is none.</summary>
    public static string? Text(YamlNode node, params ReadOnlySpan<string> keys) => (Find(node, keys) as YamlScalarNode)?.Value;

    /// <summary>The node at a path of keys, or null where there is none.</summary>
    public static YamlNode? Find(YamlNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            node = node is YamlMappingNode mapping && mapping.Children.TryGetValue(key, out var child) ? child : null;
        }

        return node;
    }
}

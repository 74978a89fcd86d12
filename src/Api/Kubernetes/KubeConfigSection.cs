using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PodMotion.Api.Kubernetes;

/// <summary>A map of a kubeconfig file that knows where it is, so that every complaint can say so.</summary>
internal sealed class KubeConfigSection
{
    private readonly string _path;
    private readonly string _place;
    private readonly YamlMappingNode _map;

    private KubeConfigSection(string path, string place, YamlMappingNode map)
    {
        _path = path;
        _place = place;
        _map = map;
    }

    public static KubeConfigSection Load(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents is [{ RootNode: YamlMappingNode root }, ..]
                ? new(path, "", root)
                : throw new KubeConfigException($"{path}: holds no map; expected a kubeconfig.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlException)
        {
            throw new KubeConfigException($"{path}: {e.Message.TrimEnd('.')}; expected a kubeconfig.", e);
        }
    }

    public string? Text(string field) => Node(field) switch
    {
        null => null,
        YamlScalarNode { Value: null or "" } => null,
        YamlScalarNode scalar => scalar.Value,
        _ => throw Bad(field, "a map or list", "a text"),
    };

    /// <summary>The path in a field, relative ones from the folder of the kubeconfig.</summary>
    public string? File(string field) =>
        Text(field) is { } name ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_path)) ?? "", name) : null;

    /// <summary>The bytes that <c>field-data</c> holds, or otherwise the file that <c>field</c> names.</summary>
    public byte[]? Pem(string field)
    {
        if (Text($"{field}-data") is { } data)
        {
            var bytes = new byte[data.Length];
            return Convert.TryFromBase64String(data, bytes, out var length)
                ? bytes[..length]
                : throw Bad($"{field}-data", "another text", "base64");
        }

        try
        {
            return File(field) is { } file ? System.IO.File.ReadAllBytes(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Bad(field, e.Message.TrimEnd('.'), "a file that can be read");
        }
    }

    /// <summary>The entry of a list that has this name.</summary>
    public KubeConfigSection Named(string list, string name, string inner)
    {
        var found = (Node(list) as YamlSequenceNode)?.OfType<YamlMappingNode>().FirstOrDefault(entry => NameOf(entry) == name);
        return found is not null && Child(found, inner) is YamlMappingNode content
            ? new(_path, $"{list}[{name}].{inner}.", content)
            : throw Bad(list, $"no {inner} named '{name}'", $"one, because it is asked for by the current context");
    }

    public void Refuse(IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            if (Node(field) is not null and not YamlScalarNode { Value: "" or "false" })
            {
                throw Bad(field, "a value", "nothing, because PodMotion does not support it");
            }
        }
    }

    public KubeConfigException Bad(string field, string seen, string expected) =>
        new($"{_path}: field {_place}{field}: {seen}; expected {expected}.");

    private static string? NameOf(YamlMappingNode entry) => (Child(entry, "name") as YamlScalarNode)?.Value;

    private static YamlNode? Child(YamlMappingNode map, string field) => map.Children.TryGetValue(new YamlScalarNode(field), out var node) ? node : null;

    private YamlNode? Node(string field) => Child(_map, field);
}

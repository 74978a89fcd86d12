using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PodMotion.Api.Kubernetes;

namespace PodMotion.Api.Tests.Kinds;

/// <summary>Lists every difference between a record and the schema that describes it, one sentence each.</summary>
internal sealed class SchemaComparison
{
    private static readonly NullabilityInfoContext Nullability = new();
    private readonly List<string> differences = [];

    public static IReadOnlyList<string> Compare(KindUnderTest kind)
    {
        var comparison = new SchemaComparison();
        foreach (var part in (string[])["spec", "status"])
        {
            var property = KubeJson.Options.GetTypeInfo(kind.Record).Properties.Single(p => p.Name == part);
            comparison.CompareType(property.PropertyType, kind.Schema["properties"]![part]!.AsObject(), part);
        }

        return comparison.differences;
    }

    private void CompareType(Type type, JsonObject schema, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var (jsonType, format) = SchemaTypes.Of(type);
        Expect((string?)schema["type"] == jsonType, $"{path}: the schema's type is '{schema["type"]}', the record needs '{jsonType}'");
        Expect((string?)schema["format"] == format, $"{path}: the schema's format is '{schema["format"]}', the record needs '{format}'");
        if (type.IsEnum)
        {
            CompareEnum(type, schema, path);
        }
        else if (type.IsGenericType)
        {
            var inner = jsonType == "array" ? "items" : "additionalProperties";
            CompareType(type.GenericTypeArguments[^1], schema[inner]!.AsObject(), $"{path}[]");
        }
        else if (jsonType == "object")
        {
            CompareRecord(type, schema, path);
        }
    }

    private void CompareEnum(Type type, JsonObject schema, string path)
    {
        var declared = schema["enum"]?.AsArray().Select(value => (string?)value) ?? [];
        Expect(declared.SequenceEqual(Enum.GetNames(type)), $"{path}: the schema's enum differs from the names of {type.Name}");
    }

    private void CompareRecord(Type type, JsonObject schema, string path)
    {
        var fields = schema["properties"]!.AsObject();
        var members = KubeJson.Options.GetTypeInfo(type).Properties;
        foreach (var name in fields.Select(field => field.Key).Except(members.Select(member => member.Name)))
        {
            differences.Add($"{path}.{name}: the schema has it, {type.Name} does not read it");
        }

        var fresh = type.GetConstructor(Type.EmptyTypes)?.Invoke(null);
        foreach (var member in members)
        {
            if (fields[member.Name] is JsonObject field)
            {
                var required = schema["required"]?.AsArray().Any(name => (string?)name == member.Name) ?? false;
                CompareAbsence(member, field, required, fresh, $"{path}.{member.Name}");
                CompareType(member.PropertyType, field, $"{path}.{member.Name}");
            }
            else
            {
                differences.Add($"{path}.{member.Name}: {type.Name} has it, the schema does not");
            }
        }
    }

    /// <summary>What the record holds when the field is absent must be what the API server fills in; a text that cannot be absent must be required.</summary>
    private void CompareAbsence(JsonPropertyInfo member, JsonObject field, bool required, object? fresh, string path)
    {
        var inStatus = path.StartsWith("status", StringComparison.Ordinal);
        var byServer = StructuralDefaults.Of(field);
        if (required || inStatus)
        {
            Expect(byServer is null, $"{path}: a field that is required or of the status needs no default in the schema");
            Expect(required || !MustBePresent(member, fresh), $"{path}: the record cannot do without it, so the schema must require it");
            return;
        }

        var byRecord = fresh is null ? null : JsonSerializer.SerializeToNode(member.Get!(fresh), member.PropertyType, KubeJson.Options);
        var nothing = byRecord is JsonArray { Count: 0 } || (SchemaTypes.IsMap(member.PropertyType) && byRecord is JsonObject { Count: 0 });
        Expect(
            JsonNode.DeepEquals(nothing ? null : byRecord, byServer),
            $"{path}: absent means {byRecord?.ToJsonString() ?? "null"} to the record and {byServer?.ToJsonString() ?? "null"} to the schema");
    }

    private static bool MustBePresent(JsonPropertyInfo member, object? fresh)
    {
        var property = (PropertyInfo)member.AttributeProvider!;
        var nullable = Nullability.Create(property).ReadState == NullabilityState.Nullable;
        return !nullable && (fresh is null || property.PropertyType == typeof(string));
    }

    private void Expect(bool holds, string difference)
    {
        if (!holds)
        {
            differences.Add(difference);
        }
    }
}

using System.Text.Json.Nodes;

namespace PodMotion.Api.Tests.Kinds;

/// <summary>Fills the defaults of a schema into an object, as the API server does when it stores it.</summary>
internal static class StructuralDefaults
{
    /// <summary>Changes <paramref name="value"/>: absent fields with a default are added, at every depth.</summary>
    public static void Apply(JsonObject schema, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject fields:
                ApplyToFields(schema, fields);
                break;
            case JsonArray items when schema["items"] is JsonObject itemSchema:
                foreach (var item in items)
                {
                    Apply(itemSchema, item);
                }

                break;
        }
    }

    /// <summary>The default of one field with the defaults inside it; null where it has none.</summary>
    public static JsonNode? Of(JsonObject schema)
    {
        var value = schema["default"]?.DeepClone();
        Apply(schema, value);
        return value;
    }

    private static void ApplyToFields(JsonObject schema, JsonObject fields)
    {
        foreach (var (name, fieldSchema) in schema["properties"]?.AsObject() ?? [])
        {
            if (fields.ContainsKey(name))
            {
                Apply(fieldSchema!.AsObject(), fields[name]);
            }
            else if (Of(fieldSchema!.AsObject()) is { } value)
            {
                fields[name] = value;
            }
        }
    }
}

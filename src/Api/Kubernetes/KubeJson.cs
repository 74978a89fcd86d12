using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PodMotion.Api.Kubernetes;

/// <summary>
/// The one way in which Kubernetes objects are read and written as JSON: camelCase names, enum values by name, times in UTC. A null that the server sent
/// leaves a member at its default. Null members and empty lists and maps are not written, so a merge patch, where both mean something, is
/// built as a <see cref="System.Text.Json.Nodes.JsonObject"/> and not from a record.
/// </summary>
public static class KubeJson
{
    /// <summary>The shared options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Build();

    private static JsonSerializerOptions Build()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.Strict,
            PropertyNameCaseInsensitive = false,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsEmpty } },
        };
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new JsonStringEnumConverter());
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutWhatIsEmpty(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var property in type.Properties)
        {
            KeepDefaultOnNull(property);
            if (IsCollection(property.PropertyType))
            {
                property.ShouldSerialize = static (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
            }
            else if (type.Type == typeof(ObjectMeta))
            {
                property.ShouldSerialize = static (_, value) => value is not (null or "" or 0L);
            }
        }
    }

    private static void KeepDefaultOnNull(JsonPropertyInfo property)
    {
        if (property.Set is { } set && !property.PropertyType.IsValueType)
        {
            property.Set = (target, value) =>
            {
                if (value is not null)
                {
                    set(target, value);
                }
            };
        }
    }

    private static bool IsCollection(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) || type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));
}

namespace PodMotion.Api.Tests.Kinds;

/// <summary>How a type of a record is written in a schema.</summary>
internal static class SchemaTypes
{
    /// <summary>The schema's <c>type</c> and <c>format</c> for a type; format is null where there is none.</summary>
    public static (string Type, string? Format) Of(Type type) => type switch
    {
        _ when type == typeof(string) => ("string", null),
        _ when type == typeof(bool) => ("boolean", null),
        _ when type == typeof(int) => ("integer", "int32"),
        _ when type == typeof(long) => ("integer", "int64"),
        _ when type == typeof(DateTimeOffset) => ("string", "date-time"),
        { IsEnum: true } => ("string", null),
        _ when IsList(type) => ("array", null),
        { IsClass: true } or { IsInterface: true } => ("object", null),
        _ => throw new NotSupportedException($"Type '{type}' has no agreed form in a schema."),
    };

    /// <summary>Whether the type is a list.</summary>
    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    /// <summary>Whether the type is a map.</summary>
    public static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);
}

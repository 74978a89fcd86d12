namespace PodMotion.Api.Kubernetes;

/// <summary>Which objects of a kind to list or watch.</summary>
public sealed record Selection
{
    /// <summary>All objects of the kind.</summary>
    public static Selection All { get; } = new();

    /// <summary>The namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>A label selector, such as <c>app=web</c>; null for all.</summary>
    public string? Labels { get; init; }

    /// <summary>A field selector, such as <c>spec.nodeName=n1</c>; null for all.</summary>
    public string? Fields { get; init; }

    /// <summary>Objects asked for at once, 1 or more.</summary>
    public int PageSize { get; init; } = 500;
}

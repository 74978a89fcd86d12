namespace PodMotion.Api.Kubernetes.Model;

/// <summary>Names an object.</summary>
public sealed record ObjectReference
{
    /// <summary>Group and version.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>The kind.</summary>
    public string? Kind { get; init; }

    /// <summary>The namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The identity.</summary>
    public string? Uid { get; init; }

    /// <summary>The version.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>A part of it.</summary>
    public string? FieldPath { get; init; }
}

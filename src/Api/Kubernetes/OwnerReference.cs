namespace PodMotion.Api.Kubernetes;

/// <summary>Names an object, in the same namespace or of the whole cluster, that another one belongs to.</summary>
public sealed record OwnerReference
{
    /// <summary>Group and version of the owner.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>Kind of the owner.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Name of the owner.</summary>
    public string Name { get; init; } = "";

    /// <summary>Identity of the owner.</summary>
    public string Uid { get; init; } = "";

    /// <summary>True for the one owner that manages the object.</summary>
    public bool? Controller { get; init; }

    /// <summary>True when the owner's foreground deletion waits for the object.</summary>
    public bool? BlockOwnerDeletion { get; init; }
}

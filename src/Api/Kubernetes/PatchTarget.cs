namespace PodMotion.Api.Kubernetes;

/// <summary>What a merge patch changes and under which condition.</summary>
public sealed record PatchTarget
{
    /// <summary>The object itself, whatever its version.</summary>
    public static PatchTarget Whole { get; } = new();

    /// <summary>The status, whatever the object's version.</summary>
    public static PatchTarget Status { get; } = new() { Subresource = "status" };

    /// <summary>The subresource; null for the object itself.</summary>
    public string? Subresource { get; init; }

    /// <summary>Patch only this version, otherwise it is a conflict; null for any.</summary>
    public string? ResourceVersion { get; init; }
}

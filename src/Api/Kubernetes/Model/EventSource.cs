namespace PodMotion.Api.Kubernetes.Model;

/// <summary>Who reported an event.</summary>
public sealed record EventSource
{
    /// <summary>The program.</summary>
    public string? Component { get; init; }

    /// <summary>Its node.</summary>
    public string? Host { get; init; }
}

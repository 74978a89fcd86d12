namespace PodMotion.Api.Kubernetes.Model;

/// <summary>Something that happened to an object, for <c>kubectl describe</c>.</summary>
public sealed record Event : IKubeObject
{
    /// <inheritdoc/>
    public string? ApiVersion { get; init; }

    /// <inheritdoc/>
    public string? Kind { get; init; }

    /// <inheritdoc/>
    public ObjectMeta Metadata { get; init; } = new();

    /// <summary>What it happened to.</summary>
    public ObjectReference InvolvedObject { get; init; } = new();

    /// <summary>One CamelCase word.</summary>
    public string Reason { get; init; } = "";

    /// <summary>One sentence.</summary>
    public string Message { get; init; } = "";

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>Who says so.</summary>
    public EventSource Source { get; init; } = new();

    /// <summary>When first.</summary>
    public DateTimeOffset? FirstTimestamp { get; init; }

    /// <summary>When last.</summary>
    public DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>How often.</summary>
    public int? Count { get; init; }

    /// <summary>The controller that says so.</summary>
    public string? ReportingComponent { get; init; }
}

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>A taint that a pod puts up with.</summary>
public sealed record Toleration
{
    /// <summary>The taint's key; null for all.</summary>
    public string? Key { get; init; }

    /// <summary><c>Exists</c> or <c>Equal</c>, the default.</summary>
    public string? Operator { get; init; }

    /// <summary>The taint's value, for <c>Equal</c>.</summary>
    public string? Value { get; init; }

    /// <summary>The taint's effect; null for all.</summary>
    public string? Effect { get; init; }

    /// <summary>Seconds until it is evicted all the same.</summary>
    public long? TolerationSeconds { get; init; }
}

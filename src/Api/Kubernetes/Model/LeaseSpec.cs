using System.Text.Json.Serialization;

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>The holder of a lease. Written whole: it has every field that the kind has up to Kubernetes 1.30.</summary>
public sealed record LeaseSpec
{
    /// <summary>Who holds it; null or empty for nobody.</summary>
    public string? HolderIdentity { get; init; }

    /// <summary>Seconds after <see cref="RenewTime"/> until others may take it.</summary>
    public int? LeaseDurationSeconds { get; init; }

    /// <summary>Since when.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    /// <summary>When it was renewed last.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    /// <summary>How often the holder changed.</summary>
    public int? LeaseTransitions { get; init; }
}

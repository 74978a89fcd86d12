namespace PodMotion.Api;

/// <summary>What a migration would be like now.</summary>
public sealed record DryRunEstimate
{
    /// <summary>Whether it could be carried out.</summary>
    public bool Eligible { get; init; }

    /// <summary>When the source was looked at.</summary>
    public DateTimeOffset SampledAt { get; init; }

    /// <summary>Everything that stands against it, all at once.</summary>
    public IReadOnlyList<MigrationBlocker> Blockers { get; init; } = [];

    /// <summary>The node that would be chosen.</summary>
    public string? RecommendedNodeName { get; init; }

    /// <summary>Resident memory of the pod.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Memory and files that would cross.</summary>
    public long? TransferBytes { get; init; }

    /// <summary>Established TCP connections.</summary>
    public int? EstablishedConnections { get; init; }
}

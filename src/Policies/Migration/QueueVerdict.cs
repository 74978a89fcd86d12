namespace PodMotion.Policies.Migration;

/// <summary>Whether a migration may start now.</summary>
/// <param name="WaitsFor">The migration (namespace/name) that goes first; null: it is this one's turn.</param>
public sealed record QueueVerdict(string? WaitsFor)
{
    /// <summary>It is this one's turn.</summary>
    public static QueueVerdict Free { get; } = new((string?)null);
}

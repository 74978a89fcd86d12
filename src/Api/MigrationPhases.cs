namespace PodMotion.Api;

/// <summary>Questions about a <see cref="MigrationPhase"/>.</summary>
public static class MigrationPhases
{
    /// <summary>True for a phase that is never left.</summary>
    public static bool IsFinal(this MigrationPhase phase) => phase
        is MigrationPhase.Complete
        or MigrationPhase.DryRunComplete
        or MigrationPhase.Failed
        or MigrationPhase.RolledBack;
}

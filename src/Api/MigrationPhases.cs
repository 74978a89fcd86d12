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

    /// <summary>Whether a migration is or was to move its pod: it is no dry run, or got past being one before its spec was changed.</summary>
    public static bool Moves(this PodMigration migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        return !migration.Spec.DryRun
            || migration.Status is { TargetNodeName: not null, Phase: > MigrationPhase.Validating and not MigrationPhase.DryRunComplete };
    }
}

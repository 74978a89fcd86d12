namespace PodMotion.Api;

/// <summary>What a MigrationPolicy does with its plan.</summary>
public enum PolicyAction
{
    /// <summary>Writes it to the status; moves nothing.</summary>
    Recommend,

    /// <summary>Makes PodMigrations.</summary>
    Enforce,
}

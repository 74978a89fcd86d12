using PodMotion.Api;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>What stands against a PodMigration in its own spec. Repeats the rules of the CRD: API servers before 1.25 do not know them.</summary>
internal static class SpecRules
{
    private const int LongestLabel = 63;

    public static IEnumerable<MigrationBlocker> Blockers(PodMigration migration)
    {
        var spec = migration.Spec;
        if (spec.PodNamespace != migration.Metadata.Namespace)
        {
            yield return new(
                Reasons.NamespaceMismatch,
                $"spec.podNamespace is '{spec.PodNamespace}'; it must be '{migration.Metadata.Namespace}', the namespace of the PodMigration.");
        }

        if (spec.Mode != MigrationMode.PreCopy)
        {
            yield return new(Reasons.ModeNotAvailable, $"spec.mode is '{spec.Mode}'; this version has only 'PreCopy'.");
        }

        if (spec.TcpPreservationMode == TcpPreservationMode.Strict)
        {
            yield return new(
                Reasons.TcpModeNotAvailable, "spec.tcpPreservationMode is 'Strict'; this version has only 'None' and 'BestEffort'.");
        }

        if (migration.Metadata.Name.Length > LongestLabel)
        {
            yield return new(
                Reasons.NameTooLong,
                $"metadata.name has {migration.Metadata.Name.Length} characters; it must have at most {LongestLabel}, as it becomes a label of the target pod.");
        }
    }
}

using PodMotion.Api;

namespace PodMotion.Demo;

/// <summary>A migration's phases as rows: name, seconds since the first, and how long it lasted.</summary>
internal static class PhaseLines
{
    public static IReadOnlyList<(string Phase, string At, string Took)> Of(PodMigration migration)
    {
        var transitions = migration.Status?.PhaseTransitions ?? [];
        return [.. transitions.Select((transition, index) => (
            transition.Phase.ToString(),
            Seconds(transition.Time - transitions[0].Time),
            index + 1 < transitions.Count ? Seconds(transitions[index + 1].Time - transition.Time) : ""))];
    }

    public static string Route(PodMigration migration) =>
        $"{migration.Spec.PodNamespace}/{migration.Spec.PodName}: {migration.Status?.SourceNodeName ?? "…"} -> {migration.Status?.TargetNodeName ?? migration.Spec.TargetNodeName ?? "…"}";

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.000} s");
}

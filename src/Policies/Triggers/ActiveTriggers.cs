using PodMotion.Api;
using PodMotion.Policies.Planning;

namespace PodMotion.Policies.Triggers;

/// <summary>Triggers as the status of a policy shows them.</summary>
internal static class ActiveTriggers
{
    /// <summary>Those that are not idle and known, by name, then node.</summary>
    public static IEnumerable<ActiveTrigger> Of(IEnumerable<TriggerLook> looks) => looks
        .Where(static look => look.State is { Phase: not TriggerPhase.Idle } or { Unknown: true })
        .OrderBy(static look => look.Trigger, StringComparer.Ordinal)
        .ThenBy(static look => look.Name, StringComparer.Ordinal)
        .Select(Show);

    private static ActiveTrigger Show(TriggerLook look) => new()
    {
        Name = look.Trigger,
        Subject = look.Name,
        State = look.State.Unknown ? "Unknown" : look.State.Phase.ToString(),
        Since = look.State.Since,
        Values = look.Sight.Trigger.Fires.Values(look.Sight.Scope(look.Node)),
        Message = $"Trigger '{look.Trigger}' on node '{look.Name}' {(look.State.Unknown ? "reads a value that is missing or too old" : look.State.Message)}.",
    };
}

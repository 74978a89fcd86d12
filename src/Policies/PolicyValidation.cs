using System.Text.RegularExpressions;
using PodMotion.Api;

namespace PodMotion.Policies;

/// <summary>The rules of a MigrationPolicy that concern neither durations nor expressions.</summary>
internal static partial class PolicyValidation
{
    private const int MaxTriggers = 16;

    public static IEnumerable<PolicyError> Errors(MigrationPolicySpec spec) =>
    [
        .. Bounds(spec),
        .. Budgets(spec.Budgets),
        .. Template(spec.MigrationTemplate),
        .. Selectors(spec),
        .. TriggerList(spec.Triggers),
        .. spec.Triggers.SelectMany((trigger, index) => Trigger(spec, trigger, $"spec.triggers[{index}]")),
    ];

    private static IEnumerable<PolicyError> Bounds(MigrationPolicySpec spec) =>
    [
        .. Range("spec.precedence", spec.Precedence, -1000, 1000),
        .. Range("spec.target.headroom.cpuPercent", spec.Target.Headroom.CpuPercent, 0, 90),
        .. Range("spec.target.headroom.memoryPercent", spec.Target.Headroom.MemoryPercent, 0, 90),
        .. Range("spec.target.headroom.pods", spec.Target.Headroom.Pods, 0, int.MaxValue),
        .. Range("spec.migrationTemplate.completionTimeoutSeconds", spec.MigrationTemplate.CompletionTimeoutSeconds, 30, 86400),
    ];

    private static IEnumerable<PolicyError> Budgets(PolicyBudgets budgets)
    {
        foreach (var error in Range("spec.budgets.maxConcurrent", budgets.MaxConcurrent, 1, 1000))
        {
            yield return error;
        }

        foreach (var error in Range("spec.budgets.maxConcurrentPerNode", budgets.MaxConcurrentPerNode, 1, 100))
        {
            yield return error;
        }

        if (budgets.MaxConcurrentPerNode > budgets.MaxConcurrent)
        {
            yield return Error(
                "spec.budgets.maxConcurrentPerNode",
                $"is '{budgets.MaxConcurrentPerNode}'; it cannot exceed spec.budgets.maxConcurrent, which is '{budgets.MaxConcurrent}'");
        }
    }

    private static IEnumerable<PolicyError> Template(PolicyMigrationTemplate template)
    {
        if (template.Mode != MigrationMode.PreCopy)
        {
            yield return Error("spec.migrationTemplate.mode", $"is '{template.Mode}', which is not available in this version; it must be PreCopy");
        }

        if (template.TcpPreservationMode == TcpPreservationMode.Strict)
        {
            yield return Error(
                "spec.migrationTemplate.tcpPreservationMode",
                "is 'Strict', which is not available in this version; it must be None or BestEffort");
        }
    }

    private static IEnumerable<PolicyError> Selectors(MigrationPolicySpec spec) =>
    [
        .. (spec.Selector?.NamespaceSelector).Errors("spec.selector.namespaceSelector"),
        .. (spec.Selector?.PodSelector).Errors("spec.selector.podSelector"),
        .. (spec.Selector?.NodeSelector).Errors("spec.selector.nodeSelector"),
        .. spec.Exclusions.PodSelector.Errors("spec.exclusions.podSelector"),
        .. spec.Target.NodeSelector.Errors("spec.target.nodeSelector"),
    ];

    private static IEnumerable<PolicyError> TriggerList(IReadOnlyList<PolicyTrigger> triggers)
    {
        if (triggers.Count is 0 or > MaxTriggers)
        {
            yield return Error("spec.triggers", $"has {triggers.Count} items; it must have 1 to {MaxTriggers}");
        }

        foreach (var twice in triggers.GroupBy(static trigger => trigger.Name).Where(static group => group.Count() > 1))
        {
            yield return Error("spec.triggers", $"has {twice.Count()} items named '{twice.Key}'; names must be unique");
        }
    }

    private static IEnumerable<PolicyError> Trigger(MigrationPolicySpec spec, PolicyTrigger trigger, string field)
    {
        if (!Name().IsMatch(trigger.Name))
        {
            yield return Error($"{field}.name", $"is '{trigger.Name}'; it must be 1 to 63 lower-case letters, digits and '-', with a letter or digit at both ends");
        }

        if (trigger.Scope != "Node")
        {
            yield return Error($"{field}.scope", $"is '{trigger.Scope}', which is not available in this version; it must be Node");
        }

        if (trigger.Goal != "Relieve")
        {
            yield return Error($"{field}.goal", $"is '{trigger.Goal}', which is not available in this version; it must be Relieve");
        }

        if (spec.Action == PolicyAction.Enforce && trigger.ClearExpression is null)
        {
            yield return Error($"{field}.clearExpression", "is missing; spec.action Enforce needs a lower mark on every trigger");
        }

        if (trigger.ClearExpression == trigger.Expression)
        {
            yield return Error($"{field}.clearExpression", "is the same as expression; it must differ");
        }

        foreach (var error in Range($"{field}.maxMigrationsPerFiring", trigger.MaxMigrationsPerFiring, 1, 100).Concat(trigger.NodeSelector.Errors($"{field}.nodeSelector")))
        {
            yield return error;
        }
    }

    private static IEnumerable<PolicyError> Range(string field, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            yield return Error(field, $"is '{value}'; it must be {(most == int.MaxValue ? $"at least {least}" : $"between {least} and {most}")}");
        }
    }

    private static PolicyError Error(string field, string message) => new(field, null, $"{field} {message}.");

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex Name();
}

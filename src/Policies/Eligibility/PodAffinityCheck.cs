using System.Text.Json;
using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Eligibility;

/// <summary>Rules between pods are not evaluated yet, and a move must never break one.</summary>
internal sealed class PodAffinityCheck : IEligibilityCheck
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";

    public IEnumerable<MigrationBlocker> Blockers(Pod pod)
    {
        foreach (var kind in (string[])["podAffinity", "podAntiAffinity"])
        {
            if (HasRequired(pod.Spec.Affinity, kind))
            {
                yield return new MigrationBlocker("PodAffinity", $"affinity.{kind} has required terms, which this version does not evaluate.");
            }
        }
    }

    private static bool HasRequired(JsonElement? affinity, string kind) =>
        affinity is { ValueKind: JsonValueKind.Object } rules
        && rules.TryGetProperty(kind, out var rule)
        && rule.ValueKind == JsonValueKind.Object
        && rule.TryGetProperty(Required, out var terms)
        && terms.ValueKind == JsonValueKind.Array
        && terms.GetArrayLength() > 0;
}

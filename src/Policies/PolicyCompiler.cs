using PodMotion.Api;
using PodMotion.Policies.Triggers;

namespace PodMotion.Policies;

/// <summary>
/// Turns a MigrationPolicy into what evaluation runs on, or says everything that is wrong with it. Repeats the rules of the CRD, as an API server may be
/// too old to know them.
/// </summary>
public static class PolicyCompiler
{
    /// <summary>Compiles a policy. Never fails: what is wrong is in the result.</summary>
    public static PolicyCompilation Compile(MigrationPolicy policy)
    {
        var spec = policy.Spec;
        var errors = new List<PolicyError>();
        var maxAge = Duration("spec.metrics.maxAge", spec.Metrics.MaxAge, errors);
        var compiled = new CompiledPolicy
        {
            Name = policy.Metadata.Name,
            Spec = spec,
            Interval = Duration("spec.metrics.interval", spec.Metrics.Interval, errors),
            MaxAge = maxAge,
            PodCooldown = Duration("spec.cooldown.pod", spec.Cooldown.Pod, errors),
            NodeCooldown = Duration("spec.cooldown.node", spec.Cooldown.Node, errors),
            ReturnToPreviousNode = Duration("spec.cooldown.returnToPreviousNode", spec.Cooldown.ReturnToPreviousNode, errors),
            Triggers = TriggerCompiler.Compile(spec, maxAge, errors),
        };
        errors.AddRange(PolicyValidation.Errors(spec));
        return errors.Count > 0 ? new PolicyCompilation(null, errors) : new PolicyCompilation(compiled, errors);
    }

    /// <summary>Reads a duration; a wrong one is reported and counts as zero.</summary>
    internal static TimeSpan Duration(string field, string text, List<PolicyError> errors)
    {
        if (!GoDuration.TryParse(text, out var duration))
        {
            errors.Add(new PolicyError(field, null, $"{field} is '{text}'; it must be {GoDuration.Expected}."));
        }

        return duration;
    }
}

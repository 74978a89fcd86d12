using PodMotion.Api;
using PodMotion.Policies.Expressions;

namespace PodMotion.Policies.Triggers;

/// <summary>Parses the durations and compiles the expressions of a policy's triggers.</summary>
internal static class TriggerCompiler
{
    /// <summary>The triggers that are right; what is wrong with the others is added to <paramref name="errors"/>.</summary>
    public static IReadOnlyList<CompiledTrigger> Compile(MigrationPolicySpec spec, TimeSpan maxAge, List<PolicyError> errors)
    {
        var compiled = new List<CompiledTrigger>();
        for (var i = 0; i < spec.Triggers.Count; i++)
        {
            if (Compile(spec.Triggers[i], $"spec.triggers[{i}]", maxAge, errors) is { } trigger)
            {
                compiled.Add(trigger);
            }
        }

        return compiled;
    }

    private static CompiledTrigger? Compile(PolicyTrigger trigger, string field, TimeSpan maxAge, List<PolicyError> errors)
    {
        var fires = Expression($"{field}.expression", trigger.Expression, errors);
        var clears = trigger.ClearExpression is { } text ? Expression($"{field}.clearExpression", text, errors) : null;
        var wait = Duration($"{field}.for", trigger.For, TimeSpan.Zero, errors);
        var clearFor = Duration($"{field}.clearFor", trigger.ClearFor, TimeSpan.Zero, errors);
        var settle = Duration($"{field}.settle", trigger.Settle, maxAge * 2, errors);
        return fires is null
            ? null
            : new CompiledTrigger { Spec = trigger, Fires = fires, Clears = clears, For = wait, ClearFor = clearFor, Settle = settle };
    }

    private static TimeSpan Duration(string field, string? text, TimeSpan absent, List<PolicyError> errors) =>
        text is null ? absent : PolicyCompiler.Duration(field, text, errors);

    private static BooleanExpression? Expression(string field, string text, List<PolicyError> errors)
    {
        var wrong = new List<ExpressionError>();
        var compiled = ExpressionCompiler.Compile(text, wrong);
        foreach (var error in wrong.OrderBy(static error => error.Column))
        {
            errors.Add(new PolicyError(field, error.Column, $"{field}, column {error.Column}: {error.Message}."));
        }

        return compiled;
    }
}

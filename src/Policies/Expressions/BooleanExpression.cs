using System.Globalization;

namespace PodMotion.Policies.Expressions;

/// <summary>A compiled expression. Evaluating it allocates nothing and never fails.</summary>
internal sealed class BooleanExpression
{
    private readonly Func<EvaluationScope, Truth> _read;

    public BooleanExpression(string source, Func<EvaluationScope, Truth> read, IReadOnlyList<VariableReference> references)
    {
        Source = source;
        _read = read;
        References = references;
    }

    /// <summary>As written.</summary>
    public string Source { get; }

    /// <summary>The variables that it reads, each once, in order of appearance.</summary>
    public IReadOnlyList<VariableReference> References { get; }

    /// <summary>Whether it holds.</summary>
    public Truth Evaluate(EvaluationScope scope) => _read(scope);

    /// <summary>The variables with the values that they have now; <c>unknown</c> for one that is missing or too old.</summary>
    public IReadOnlyDictionary<string, string> Values(EvaluationScope scope)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var reference in References)
        {
            values[reference.Source] = reference.Show(scope, CultureInfo.InvariantCulture);
        }

        return values;
    }
}

using NCalc.Domain;

namespace PodMotion.Policies.Expressions;

/// <summary>The operators with two operands.</summary>
internal static class Operators
{
    public static Typed Combine(BinaryExpressionType type, Typed left, Typed right, List<ExpressionError> errors)
    {
        var combined = (left, right) switch
        {
            (Typed.Number a, Typed.Number b) => OfNumbers(type, a.Read, b.Read, left.Column),
            (Typed.Logic a, Typed.Logic b) => OfLogic(type, a.Read, b.Read, left.Column),
            (Typed.Text a, Typed.Text b) => OfTexts(type, a.Read, b.Read, left.Column),
            _ => null,
        };
        if (combined is not null)
        {
            return combined;
        }

        var culprit = Culprit(type, left, right);
        errors.Add(new ExpressionError(culprit.Column, Explain(type, left, right, culprit)));
        return new Typed.Wrong(left.Column);
    }

    private static Typed? OfNumbers(BinaryExpressionType type, Func<EvaluationScope, double> a, Func<EvaluationScope, double> b, int column) => type switch
    {
        BinaryExpressionType.Plus => new Typed.Number(scope => TruthLogic.Finite(a(scope) + b(scope)), column),
        BinaryExpressionType.Minus => new Typed.Number(scope => TruthLogic.Finite(a(scope) - b(scope)), column),
        BinaryExpressionType.Times => new Typed.Number(scope => TruthLogic.Finite(a(scope) * b(scope)), column),
        BinaryExpressionType.Div => new Typed.Number(scope => TruthLogic.Finite(a(scope) / b(scope)), column),
        BinaryExpressionType.Equal => new Typed.Logic(scope => TruthLogic.Equal(a(scope), b(scope)), column),
        BinaryExpressionType.NotEqual => new Typed.Logic(scope => TruthLogic.Not(TruthLogic.Equal(a(scope), b(scope))), column),
        BinaryExpressionType.Lesser => new Typed.Logic(scope => TruthLogic.Less(a(scope), b(scope)), column),
        BinaryExpressionType.LesserOrEqual => new Typed.Logic(scope => TruthLogic.LessOrEqual(a(scope), b(scope)), column),
        BinaryExpressionType.Greater => new Typed.Logic(scope => TruthLogic.Less(b(scope), a(scope)), column),
        BinaryExpressionType.GreaterOrEqual => new Typed.Logic(scope => TruthLogic.LessOrEqual(b(scope), a(scope)), column),
        _ => null,
    };

    private static Typed.Logic? OfLogic(BinaryExpressionType type, Func<EvaluationScope, Truth> a, Func<EvaluationScope, Truth> b, int column) => type switch
    {
        BinaryExpressionType.And => new Typed.Logic(scope => TruthLogic.And(a(scope), b(scope)), column),
        BinaryExpressionType.Or => new Typed.Logic(scope => TruthLogic.Or(a(scope), b(scope)), column),
        BinaryExpressionType.Equal => new Typed.Logic(scope => TruthLogic.Equal(a(scope), b(scope)), column),
        BinaryExpressionType.NotEqual => new Typed.Logic(scope => TruthLogic.Not(TruthLogic.Equal(a(scope), b(scope))), column),
        _ => null,
    };

    private static Typed.Logic? OfTexts(BinaryExpressionType type, Func<EvaluationScope, string?> a, Func<EvaluationScope, string?> b, int column) => type switch
    {
        BinaryExpressionType.Equal => new Typed.Logic(scope => TruthLogic.Equal(a(scope), b(scope)), column),
        BinaryExpressionType.NotEqual => new Typed.Logic(scope => TruthLogic.Not(TruthLogic.Equal(a(scope), b(scope))), column),
        _ => null,
    };

    private static bool IsEquality(BinaryExpressionType type) => type is BinaryExpressionType.Equal or BinaryExpressionType.NotEqual;

    // Equality has no kind of its own: the right side is at fault for not being what the left is.
    private static Typed Culprit(BinaryExpressionType type, Typed left, Typed right) =>
        IsEquality(type) ? right : Fits(type, left) ? right : left;

    private static bool Fits(BinaryExpressionType type, Typed operand) =>
        type is BinaryExpressionType.And or BinaryExpressionType.Or ? operand is Typed.Logic : operand is Typed.Number;

    private static string Explain(BinaryExpressionType type, Typed left, Typed right, Typed culprit)
    {
        if (IsEquality(type))
        {
            return $"'{Symbol(type)}' compares {left.Kind} with {right.Kind}; both sides must be numbers, texts, or true or false";
        }

        var wanted = type is BinaryExpressionType.And or BinaryExpressionType.Or ? "true or false" : "numbers";
        return $"'{Symbol(type)}' takes {wanted}, and this is {culprit.Kind}";
    }

    private static string Symbol(BinaryExpressionType type) => type switch
    {
        BinaryExpressionType.And => "&&",
        BinaryExpressionType.Or => "||",
        BinaryExpressionType.Equal => "==",
        BinaryExpressionType.NotEqual => "!=",
        BinaryExpressionType.Lesser => "<",
        BinaryExpressionType.LesserOrEqual => "<=",
        BinaryExpressionType.Greater => ">",
        BinaryExpressionType.GreaterOrEqual => ">=",
        BinaryExpressionType.Plus => "+",
        BinaryExpressionType.Minus => "-",
        BinaryExpressionType.Times => "*",
        BinaryExpressionType.Div => "/",
        _ => throw new InvalidOperationException($"NCalc made the operator '{type}', which the translator never writes."),
    };
}

using System.Text.RegularExpressions;
using NCalc;
using NCalc.Domain;

namespace PodMotion.Policies.Expressions;

/// <summary>Compiles the text of an expression once into delegates; the tree is never walked again.</summary>
internal static partial class ExpressionCompiler
{
    /// <summary>The expression, or null when it is wrong; everything wrong with it is added to <paramref name="errors"/>.</summary>
    public static BooleanExpression? Compile(string text, List<ExpressionError> errors)
    {
        var before = errors.Count;
        if (text.Length > ExpressionLimits.Characters)
        {
            errors.Add(new ExpressionError(
                ExpressionLimits.Characters + 1,
                $"the expression has {text.Length} characters; at most {ExpressionLimits.Characters} are allowed"));
            return null;
        }

        var source = NCalcTranslator.Translate(Lexer.Read(text, errors), errors);
        var tree = source is null || errors.Count > before ? null : Parse(source, errors);
        if (tree is null || source is null)
        {
            return null;
        }

        var typer = new TreeTyper(source.Leaves, errors);
        var root = typer.Type(tree);
        if (root is not (Typed.Logic or Typed.Wrong))
        {
            errors.Add(new ExpressionError(root.Column, $"the expression is {root.Kind}; it must be true or false, such as a comparison"));
        }

        return root is Typed.Logic logic && errors.Count == before ? new BooleanExpression(text, logic.Read, typer.References) : null;
    }

    private static LogicalExpression? Parse(NCalcSource source, List<ExpressionError> errors)
    {
        try
        {
            return Expression.Compile(source.Text, nocache: true);
        }
        catch (EvaluationException failure)
        {
            var place = Place().Match(failure.Message);
            var token = source.TokenAt(place.Success ? int.Parse(place.ValueSpan[2..]) - 1 : 0);
            var message = token.Kind == TokenKind.End ? "the expression ends where a value is expected" : $"{token} is not expected here";
            errors.Add(new ExpressionError(token.Column, message));
            return null;
        }
    }

    // NCalc ends its first message with "at line 1:7"; the text has one line.
    [GeneratedRegex("1:[0-9]+")]
    private static partial Regex Place();
}

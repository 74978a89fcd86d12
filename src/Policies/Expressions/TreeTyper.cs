using System.Globalization;
using NCalc.Domain;

namespace PodMotion.Policies.Expressions;

/// <summary>Gives every part of a parsed expression its kind and its delegate, and reports what does not fit, all at once.</summary>
internal sealed class TreeTyper
{
    private readonly IReadOnlyList<Leaf> _leaves;
    private readonly List<ExpressionError> _errors;
    private readonly List<VariableReference> _references = [];

    public TreeTyper(IReadOnlyList<Leaf> leaves, List<ExpressionError> errors)
    {
        _leaves = leaves;
        _errors = errors;
    }

    /// <summary>The variables met so far, each once.</summary>
    public IReadOnlyList<VariableReference> References => [.. _references.Distinct()];

    public Typed Type(LogicalExpression tree) => tree switch
    {
        Identifier leaf => TypeLeaf(_leaves[Number(leaf.Name)]),
        Function function => TypeFunction(_leaves[Number(function.Identifier.Name[1..])], function.Expressions),
        UnaryExpression unary => TypeUnary(unary.Type, Type(unary.Expression)),
        BinaryExpression binary => TypeBinary(binary),
        _ => throw new InvalidOperationException($"NCalc made a '{tree.GetType().Name}' of text that holds none."),
    };

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private Typed TypeLeaf(Leaf leaf)
    {
        switch (leaf.Kind)
        {
            case LeafKind.Number:
                var number = double.Parse(leaf.Text, CultureInfo.InvariantCulture);
                return new Typed.Number(_ => number, leaf.Column);
            case LeafKind.Text:
                return new Typed.Text(_ => leaf.Text, leaf.Column) { Constant = leaf.Text };
            case LeafKind.Truth:
                var truth = TruthLogic.Of(leaf.Text == "true");
                return new Typed.Logic(_ => truth, leaf.Column);
            default:
                return TypeReference(leaf);
        }
    }

    private Typed TypeReference(Leaf leaf)
    {
        if (VariableCatalogue.Find(leaf.Text) is not { } variable)
        {
            return Wrong(leaf.Column, $"unknown name '{leaf.Source}'{NearestName.Hint(leaf.Text, VariableCatalogue.Names)}");
        }

        if (variable.IndexedText is null == leaf.Index is not null)
        {
            var wanted = leaf.Index is null ? $"takes a quoted text in brackets, such as {leaf.Text}[\"key\"]" : "takes no index";
            return Wrong(leaf.Column, $"'{leaf.Text}' {wanted}");
        }

        var reference = new VariableReference(variable, leaf.Index);
        _references.Add(reference);
        return reference.Compile(leaf.Column);
    }

    private Typed TypeFunction(Leaf leaf, LogicalExpression[] arguments)
    {
        var typed = Array.ConvertAll(arguments, Type);
        if (leaf.Kind is LeafKind.List or LeafKind.Membership)
        {
            return new Typed.List(typed, leaf.Column);
        }

        if (typed.Any(static argument => argument is Typed.Wrong))
        {
            return new Typed.Wrong(leaf.Column);
        }

        return FunctionCatalogue.Call(leaf, typed, _errors);
    }

    private Typed TypeUnary(UnaryExpressionType type, Typed operand) => (type, operand) switch
    {
        (_, Typed.Wrong) => operand,
        (UnaryExpressionType.Not, Typed.Logic logic) => new Typed.Logic(scope => TruthLogic.Not(logic.Read(scope)), operand.Column),
        (UnaryExpressionType.Negate, Typed.Number number) => new Typed.Number(scope => -number.Read(scope), operand.Column),
        (UnaryExpressionType.Not, _) => Wrong(operand.Column, $"'!' takes true or false, and this is {operand.Kind}"),
        _ => Wrong(operand.Column, $"'-' takes a number, and this is {operand.Kind}"),
    };

    private Typed TypeBinary(BinaryExpression tree)
    {
        var left = Type(tree.LeftExpression);
        var right = Type(tree.RightExpression);
        if (left is Typed.Wrong || right is Typed.Wrong)
        {
            return new Typed.Wrong(left.Column);
        }

        if (tree.RightExpression is Function function && _leaves[Number(function.Identifier.Name[1..])].Kind == LeafKind.Membership)
        {
            return FunctionCatalogue.Membership(left, ((Typed.List)right).Items, _errors);
        }

        return Operators.Combine(tree.Type, left, right, _errors);
    }

    private Typed.Wrong Wrong(int column, string message)
    {
        _errors.Add(new ExpressionError(column, message));
        return new Typed.Wrong(column);
    }
}

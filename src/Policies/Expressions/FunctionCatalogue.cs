namespace PodMotion.Policies.Expressions;

/// <summary>The functions of the language.</summary>
internal static class FunctionCatalogue
{
    private static readonly string[] Names = ["in", "min", "max", "abs", "has", "startsWith", "quantity", "duration"];

    /// <summary>A call whose arguments are right in themselves.</summary>
    public static Typed Call(Leaf function, Typed[] arguments, List<ExpressionError> errors)
    {
        var call = (function.Text, arguments) switch
        {
            ("in", [var item, Typed.List list]) => Membership(item, list.Items, errors),
            ("in", [var item, .. { Length: > 0 } items]) => Membership(item, items, errors),
            ("min" or "max", { Length: > 0 }) when arguments.All(static argument => argument is Typed.Number) => Extreme(function, arguments),
            ("abs", [Typed.Number number]) => new Typed.Number(scope => Math.Abs(number.Read(scope)), function.Column),
            ("has", [_]) => Has(function, arguments[0]),
            ("startsWith", [Typed.Text text, Typed.Text start]) => StartsWith(function, text, start),
            ("quantity", [Typed.Text { Constant: { } constant }]) => Quantity(function, constant, errors),
            ("duration", [Typed.Text { Constant: { } constant }]) => Duration(function, constant, errors),
            _ => null,
        };
        return call ?? Wrong(function.Column, Explain(function.Text), errors);
    }

    /// <summary>Whether an item is one of a list of the same kind.</summary>
    public static Typed Membership(Typed item, IReadOnlyList<Typed> items, List<ExpressionError> errors)
    {
        if (items.FirstOrDefault(static other => other is Typed.Wrong) is not null)
        {
            return new Typed.Wrong(item.Column);
        }

        Func<EvaluationScope, Truth> found = static _ => Truth.False;
        foreach (var other in items)
        {
            if (Operators.Combine(NCalc.Domain.BinaryExpressionType.Equal, item, other, errors) is not Typed.Logic same)
            {
                return new Typed.Wrong(item.Column);
            }

            var before = found;
            found = scope => TruthLogic.Or(before(scope), same.Read(scope));
        }

        return new Typed.Logic(found, item.Column);
    }

    private static Typed.Number Extreme(Leaf function, Typed[] arguments)
    {
        var readers = Array.ConvertAll(arguments, static argument => ((Typed.Number)argument).Read);
        Func<double, double, double> choose = function.Text == "min" ? Math.Min : Math.Max;
        return new Typed.Number(
            scope =>
            {
                var result = readers[0](scope);
                for (var i = 1; i < readers.Length; i++)
                {
                    result = choose(result, readers[i](scope));
                }

                return result;
            },
            function.Column);
    }

    private static Typed.Logic? Has(Leaf function, Typed argument)
    {
        Func<EvaluationScope, Truth>? read = argument switch
        {
            Typed.Number number => scope => TruthLogic.Of(!double.IsNaN(number.Read(scope))),
            Typed.Text text => scope => TruthLogic.Of(text.Read(scope) is not null),
            Typed.Logic logic => scope => TruthLogic.Of(logic.Read(scope) != Truth.Unknown),
            _ => null,
        };
        return read is null ? null : new Typed.Logic(read, function.Column);
    }

    private static Typed.Logic StartsWith(Leaf function, Typed.Text text, Typed.Text start) => new(
        scope => text.Read(scope) is { } value && start.Read(scope) is { } prefix
            ? TruthLogic.Of(value.StartsWith(prefix, StringComparison.Ordinal))
            : Truth.Unknown,
        function.Column);

    private static Typed Quantity(Leaf function, string text, List<ExpressionError> errors)
    {
        if (!Api.Kubernetes.Quantity.TryParse(text, out var quantity))
        {
            return Wrong(function.Column, $"quantity(\"{text}\") is no quantity; expected one such as \"500m\" or \"1Gi\"", errors);
        }

        var number = (double)quantity.Value;
        return new Typed.Number(_ => number, function.Column);
    }

    private static Typed Duration(Leaf function, string text, List<ExpressionError> errors)
    {
        if (!GoDuration.TryParse(text, out var duration))
        {
            return Wrong(function.Column, $"duration(\"{text}\") is no duration; expected {GoDuration.Expected}", errors);
        }

        var seconds = duration.TotalSeconds;
        return new Typed.Number(_ => seconds, function.Column);
    }

    private static string Explain(string name) => name switch
    {
        "in" => "in(x, [a, b]) takes a value and a list of the same kind",
        "min" or "max" => $"{name}(a, b) takes one or more numbers",
        "abs" => "abs(a) takes one number",
        "has" => "has(a) takes one value",
        "startsWith" => "startsWith(text, start) takes two texts",
        "quantity" => "quantity(\"1Gi\") takes one quoted text",
        "duration" => "duration(\"5m\") takes one quoted text and is a number of seconds",
        _ => $"unknown function '{name}'{NearestName.Hint(name, Names)}",
    };

    private static Typed.Wrong Wrong(int column, string message, List<ExpressionError> errors)
    {
        errors.Add(new ExpressionError(column, message));
        return new Typed.Wrong(column);
    }
}

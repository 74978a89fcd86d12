namespace PodMotion.Policies.Expressions;

/// <summary>A variable as an expression names it.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Index">The index; null where it takes none.</param>
internal sealed record VariableReference(Variable Variable, string? Index)
{
    public const string Unknown = "unknown";

    /// <summary>As written.</summary>
    public string Source => Index is null ? Variable.Name : $"{Variable.Name}[\"{Index}\"]";

    /// <summary>The value, numbers with at most two decimals.</summary>
    public string Show(EvaluationScope scope, IFormatProvider format) => Compile(0) switch
    {
        Typed.Number number => Show(number.Read(scope), format),
        Typed.Logic logic => logic.Read(scope) switch
        {
            Truth.True => "true",
            Truth.False => "false",
            Truth.Unknown => Unknown,
        },
        Typed.Text text => text.Read(scope) ?? Unknown,
        _ => Unknown,
    };

    /// <summary>The compiled reference.</summary>
    public Typed Compile(int column)
    {
        if (Variable.Number is { } number)
        {
            return new Typed.Number(number, column);
        }

        if (Variable.Logic is { } logic)
        {
            return new Typed.Logic(logic, column);
        }

        if (Variable.IndexedText is { } indexed && Index is { } index)
        {
            return new Typed.Text(scope => indexed(scope, index), column);
        }

        return Variable.Text is { } text ? new Typed.Text(text, column) : new Typed.Wrong(column);
    }

    private static string Show(double value, IFormatProvider format) => double.IsNaN(value) ? Unknown : value.ToString("0.##", format);
}

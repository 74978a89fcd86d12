namespace PodMotion.Policies.Expressions;

/// <summary>A part of an expression whose kind is known, compiled. The column is where its first leaf stands.</summary>
internal abstract record Typed(int Column)
{
    /// <summary>The kind as error sentences name it.</summary>
    public abstract string Kind { get; }

    /// <summary>A number; NaN when unknown.</summary>
    internal sealed record Number(Func<EvaluationScope, double> Read, int Column) : Typed(Column)
    {
        public override string Kind => "a number";
    }

    /// <summary>A text; null when unknown.</summary>
    internal sealed record Text(Func<EvaluationScope, string?> Read, int Column) : Typed(Column)
    {
        /// <summary>The text itself where it was written as such; null where it is read.</summary>
        public string? Constant { get; init; }

        public override string Kind => "a text";
    }

    /// <summary>True or false.</summary>
    internal sealed record Logic(Func<EvaluationScope, Truth> Read, int Column) : Typed(Column)
    {
        public override string Kind => "true or false";
    }

    /// <summary>A list.</summary>
    internal sealed record List(IReadOnlyList<Typed> Items, int Column) : Typed(Column)
    {
        public override string Kind => "a list";
    }

    /// <summary>Something wrong that has been reported; what contains it reports nothing more.</summary>
    internal sealed record Wrong(int Column) : Typed(Column)
    {
        public override string Kind => "wrong";
    }
}

namespace PodMotion.Policies.Expressions;

/// <summary>A variable that expressions can read. Exactly one of the readers is set.</summary>
/// <param name="Name">The dotted name.</param>
internal sealed record Variable(string Name)
{
    public Func<EvaluationScope, double>? Number { get; init; }

    public Func<EvaluationScope, string?>? Text { get; init; }

    public Func<EvaluationScope, Truth>? Logic { get; init; }

    /// <summary>Reads a text by an index, for variables such as <c>node.labels["k"]</c>.</summary>
    public Func<EvaluationScope, string, string?>? IndexedText { get; init; }

    /// <summary>True for values of the subject's CPU.</summary>
    public bool IsCpu => Name.StartsWith("node.cpu.", StringComparison.Ordinal);

    /// <summary>True for values of the subject's memory.</summary>
    public bool IsMemory => Name.StartsWith("node.memory.", StringComparison.Ordinal);
}

namespace PodMotion.Policies.Expressions;

/// <summary>Something that the parser sees only as a number in brackets or a numbered function, because its lexer could not read it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The number, the text, the dotted name before any index, or the name of the function.</param>
/// <param name="Index">The index of a reference such as <c>node.labels["k"]</c>; null where there is none.</param>
/// <param name="Column">Where it begins, 1-based.</param>
internal sealed record Leaf(LeafKind Kind, string Text, string? Index, int Column)
{
    /// <summary>The leaf as written.</summary>
    public string Source => Index is null ? Text : $"{Text}[\"{Index}\"]";
}

namespace PodMotion.Policies.Expressions;

/// <summary>One token of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; for a quoted text its content.</param>
/// <param name="Column">Where it begins, 1-based.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Column)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;

    public override string ToString() => Kind switch
    {
        TokenKind.Text => $"\"{Text}\"",
        TokenKind.End => "the end",
        TokenKind.Number or TokenKind.Name or TokenKind.Symbol => $"'{Text}'",
    };
}

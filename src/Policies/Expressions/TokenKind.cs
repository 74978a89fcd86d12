namespace PodMotion.Policies.Expressions;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>A decimal number.</summary>
    Number,

    /// <summary>A quoted text; the token's text is without quotes and escapes.</summary>
    Text,

    /// <summary>One part of a dotted name, or a word of the language.</summary>
    Name,

    /// <summary>An operator or a bracket.</summary>
    Symbol,

    /// <summary>The end of the expression.</summary>
    End,
}

namespace PodMotion.Policies.Expressions;

/// <summary>One thing wrong with an expression.</summary>
/// <param name="Column">Where, 1-based, in the text as written.</param>
/// <param name="Message">What was seen and what was expected, without the column and without a full stop.</param>
public sealed record ExpressionError(int Column, string Message);

namespace PodMotion.Policies;

/// <summary>One thing wrong with a MigrationPolicy.</summary>
/// <param name="Field">The field's path, such as <c>spec.triggers[0].expression</c>.</param>
/// <param name="Column">The 1-based column in an expression; null elsewhere.</param>
/// <param name="Message">One sentence: the field, what was seen, what was expected.</param>
public sealed record PolicyError(string Field, int? Column, string Message);

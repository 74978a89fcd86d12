namespace PodMotion.Policies.Snapshot;

/// <summary>A requirement on one label or field of a node.</summary>
/// <param name="Key">The label's key or the field's path.</param>
/// <param name="Operator"><c>In</c>, <c>NotIn</c>, <c>Exists</c>, <c>DoesNotExist</c>, <c>Gt</c> or <c>Lt</c>; any other matches no node.</param>
/// <param name="Values">The values; one whole number for <c>Gt</c> and <c>Lt</c>.</param>
public sealed record NodeRequirement(string Key, string Operator, IReadOnlyList<string> Values);

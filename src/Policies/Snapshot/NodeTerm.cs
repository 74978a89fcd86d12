namespace PodMotion.Policies.Snapshot;

/// <summary>One term of a required node affinity: all requirements must match; a term without any matches no node.</summary>
/// <param name="Labels">On the labels of the node.</param>
/// <param name="Fields">On the fields of the node; the only field is <c>metadata.name</c>.</param>
public sealed record NodeTerm(IReadOnlyList<NodeRequirement> Labels, IReadOnlyList<NodeRequirement> Fields);

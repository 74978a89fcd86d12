namespace PodMotion.Policies.Migration;

/// <summary>A condition to be set; reason and message are the decision's own.</summary>
/// <param name="Type">One of <see cref="PodMotion.Api.ConditionTypes"/>.</param>
/// <param name="Status">True, False, or null for Unknown.</param>
public sealed record ConditionChange(string Type, bool? Status);

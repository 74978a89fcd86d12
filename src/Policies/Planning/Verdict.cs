namespace PodMotion.Policies.Planning;

/// <summary>A node or pod that was considered and not chosen, and the gate that stopped it.</summary>
/// <param name="TriggerName">The trigger that fires.</param>
/// <param name="SourceNode">The node that fires.</param>
/// <param name="PodNamespace">The namespace of the pod; null where the whole node was stopped.</param>
/// <param name="PodName">The pod; null where the whole node was stopped.</param>
/// <param name="Gate">CamelCase name of the gate.</param>
/// <param name="Message">One sentence for operators.</param>
public sealed record Verdict(string TriggerName, string SourceNode, string? PodNamespace, string? PodName, string Gate, string Message);

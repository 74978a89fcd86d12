namespace PodMotion.Policies.Triggers;

/// <summary>Names one trigger for one node.</summary>
/// <param name="Policy">The MigrationPolicy.</param>
/// <param name="Trigger">The trigger's name in it.</param>
/// <param name="Node">The node.</param>
public readonly record struct TriggerKey(string Policy, string Trigger, string Node);

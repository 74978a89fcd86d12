using PodMotion.Policies.Expressions;

namespace PodMotion.Policies.Triggers;

/// <summary>What a trigger's expressions say about a node now.</summary>
/// <param name="Fires">Its expression.</param>
/// <param name="Clears">Its lower mark, or that its expression does not hold where there is none.</param>
internal readonly record struct TriggerReading(Truth Fires, Truth Clears)
{
    public bool Unknown => Fires == Truth.Unknown || Clears == Truth.Unknown;

    public static TriggerReading Of(CompiledTrigger trigger, EvaluationScope scope)
    {
        var fires = trigger.Fires.Evaluate(scope);
        return new TriggerReading(fires, trigger.Clears?.Evaluate(scope) ?? TruthLogic.Not(fires));
    }
}

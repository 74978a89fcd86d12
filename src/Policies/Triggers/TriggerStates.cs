using System.Collections.Immutable;

namespace PodMotion.Policies.Triggers;

/// <summary>The states of all triggers that are not idle. Immutable. Losing it loses no safety: every trigger starts idle again.</summary>
public sealed class TriggerStates
{
    private readonly ImmutableDictionary<TriggerKey, TriggerState> _states;

    private TriggerStates(ImmutableDictionary<TriggerKey, TriggerState> states) => _states = states;

    /// <summary>All idle.</summary>
    public static TriggerStates Empty { get; } = new(ImmutableDictionary<TriggerKey, TriggerState>.Empty);

    /// <summary>Those that are not idle, or idle with an unknown value, in no particular order.</summary>
    public IEnumerable<KeyValuePair<TriggerKey, TriggerState>> Active => _states;

    /// <summary>The state of one trigger; null for one that is idle and known.</summary>
    public TriggerState? Find(TriggerKey key) => _states.GetValueOrDefault(key);

    /// <summary>Without the states of the policies that are not to be kept: their triggers start idle again.</summary>
    /// <param name="policy">Whether to keep the states of the policy of this name.</param>
    public TriggerStates Keep(Func<string, bool> policy) => Of(_states.Where(state => policy(state.Key.Policy)));

    /// <summary>The same states in one value.</summary>
    internal static TriggerStates Of(IEnumerable<KeyValuePair<TriggerKey, TriggerState>> states) => new(states.ToImmutableDictionary());
}

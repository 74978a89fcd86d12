using PodMotion.Api.Agent;

namespace PodMotion.Policies.Migration;

/// <summary>One side of a migration as its agent has journalled it.</summary>
/// <param name="Answer">Whether the agent answered, and knows the session.</param>
/// <param name="Events">The events in their order; empty unless the session was found.</param>
public sealed record SessionView(SessionAnswer Answer, IReadOnlyList<SessionEvent> Events)
{
    /// <summary>The agent did not answer.</summary>
    public static SessionView Unreachable { get; } = new(SessionAnswer.Unreachable, []);

    /// <summary>The agent knows nothing of the session.</summary>
    public static SessionView NotFound { get; } = new(SessionAnswer.NotFound, []);

    /// <summary>The last event; null where there is none.</summary>
    public SessionEvent? Last => Events.Count > 0 ? Events[^1] : null;

    /// <summary>The step of the last event.</summary>
    public SessionStep Step => Last?.Step ?? SessionStep.Unspecified;

    /// <summary>
    /// True when the source has given the pod up and not taken it back: it takes it back only on the target's oath never to resume it.
    /// </summary>
    public bool Committed => Step is SessionStep.Released or SessionStep.HandedBack or SessionStep.Ended;

    /// <summary>True when the session has had its last event: its journal entry may be forgotten.</summary>
    public bool Over => Step is SessionStep.Ended or SessionStep.RolledBack or SessionStep.Resumed or SessionStep.Abandoned;

    /// <summary>The session with these events.</summary>
    public static SessionView Of(IReadOnlyList<SessionEvent> events) => new(SessionAnswer.Found, events);
}

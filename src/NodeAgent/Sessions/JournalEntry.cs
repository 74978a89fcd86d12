using System.Text.Json;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>One line of a journal.</summary>
/// <param name="Kind">What it holds: <see cref="RequestKind"/>, <see cref="PlanKind"/> or <see cref="EventKind"/>.</param>
/// <param name="Data">The value as JSON.</param>
public sealed record JournalEntry(string Kind, JsonElement Data)
{
    /// <summary>The rebalancer's request, always the first line.</summary>
    public const string RequestKind = "request";

    /// <summary>What the session will touch, written before it touches anything.</summary>
    public const string PlanKind = "plan";

    /// <summary>A step.</summary>
    public const string EventKind = "event";
}

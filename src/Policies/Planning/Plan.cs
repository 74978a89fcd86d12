namespace PodMotion.Policies.Planning;

/// <summary>What one policy would do now. The same input gives the same plan.</summary>
/// <param name="Moves">The moves, most wanted first.</param>
/// <param name="Verdicts">What was considered and not chosen, in the order in which it was looked at.</param>
public sealed record Plan(IReadOnlyList<Move> Moves, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Nothing to do and nothing considered.</summary>
    public static Plan Empty { get; } = new([], []);
}

namespace PodMotion.Policies.Expressions;

/// <summary>An expression in the words that NCalc can read, with the way back to what the user wrote.</summary>
/// <param name="Text">For NCalc: leaves are <c>[0]</c>, <c>[1]</c> …, calls and lists <c>f2(…)</c>, the numbers being places in <paramref name="Leaves"/>.</param>
/// <param name="Leaves">The leaves, in order of appearance.</param>
/// <param name="Origins">The token that each part of <paramref name="Text"/> comes from, by where the part begins (0-based), ascending.</param>
internal sealed record NCalcSource(string Text, IReadOnlyList<Leaf> Leaves, IReadOnlyList<KeyValuePair<int, Token>> Origins)
{
    /// <summary>The token that stands at a 0-based place of <see cref="Text"/>; the last one for places beyond the end.</summary>
    public Token TokenAt(int place)
    {
        var found = Origins[0].Value;
        foreach (var (start, token) in Origins)
        {
            if (start > place)
            {
                break;
            }

            found = token;
        }

        return found;
    }
}

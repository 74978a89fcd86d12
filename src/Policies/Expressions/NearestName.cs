namespace PodMotion.Policies.Expressions;

/// <summary>The name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>A sentence part such as <c>; did you mean 'node.name'?</c>, or nothing when no name is near.</summary>
    public static string Hint(string seen, IEnumerable<string> names)
    {
        var nearest = names.MinBy(name => Distance(seen, name));
        return nearest is not null && Distance(seen, nearest) <= Math.Max(2, seen.Length / 3) ? $"; did you mean '{nearest}'?" : "";
    }

    /// <summary>Insertions, deletions and replacements from one word to the other, upper and lower case being the same.</summary>
    public static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PodMotion.Policies;

/// <summary>
/// Durations as GEP-2257 writes them: one to four numbers of one to five digits, each with a unit out of <c>h</c>, <c>m</c>, <c>s</c> and <c>ms</c>,
/// such as <c>1h30m</c>. No days, fractions, signs or spaces.
/// </summary>
public static class GoDuration
{
    private const int MaxParts = 4;
    private const int MaxDigits = 5;

    /// <summary>What is expected, for the end of a sentence.</summary>
    public const string Expected = "a duration such as '30s', '10m' or '1h30m' (units h, m, s, ms)";

    /// <summary>Reads a duration.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var rest = text.AsSpan();
        for (var part = 0; part < MaxParts && rest.Length > 0; part++)
        {
            if (!TryPart(ref rest, out var value))
            {
                return false;
            }

            duration += value;
        }

        return rest.Length == 0;
    }

    private static bool TryPart(ref ReadOnlySpan<char> rest, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > MaxDigits)
        {
            return false;
        }

        var number = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[digits..];
        var letters = rest.IndexOfAnyInRange('0', '9');
        var unit = letters < 0 ? rest : rest[..letters];
        rest = rest[unit.Length..];
        return TryUnit(unit, number, out value);
    }

    private static bool TryUnit(ReadOnlySpan<char> unit, int number, out TimeSpan value)
    {
        (value, var known) = unit switch
        {
            "h" => (TimeSpan.FromHours(number), true),
            "m" => (TimeSpan.FromMinutes(number), true),
            "s" => (TimeSpan.FromSeconds(number), true),
            "ms" => (TimeSpan.FromMilliseconds(number), true),
            _ => (TimeSpan.Zero, false),
        };
        return known;
    }
}

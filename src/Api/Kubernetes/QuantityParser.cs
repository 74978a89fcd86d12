using System.Globalization;

namespace PodMotion.Api.Kubernetes;

/// <summary>The grammar of quantities: a signed decimal number, then a binary unit, a decimal unit or an exponent.</summary>
internal static class QuantityParser
{
    private const int MaxLength = 64;
    private const decimal Limit = long.MaxValue;
    private const decimal Nano = 0.000000001m;

    private static readonly Dictionary<string, decimal> Units = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["n"] = Nano,
        ["u"] = 0.000001m,
        ["m"] = 0.001m,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["P"] = 1e15m,
        ["E"] = 1e18m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["Pi"] = 1L << 50,
        ["Ei"] = 1L << 60,
    };

    public static decimal? Parse(string? text)
    {
        if (text is null || text.Length is 0 or > MaxLength)
        {
            return null;
        }

        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.' || (end == 0 && text[end] is '+' or '-')))
        {
            end++;
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text.AsSpan(0, end), style, CultureInfo.InvariantCulture, out var number) && Unit(text[end..]) is { } unit
            ? Round(number, unit)
            : null;
    }

    private static decimal? Unit(string suffix)
    {
        if (Units.TryGetValue(suffix, out var unit))
        {
            return unit;
        }

        return suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            ? Power(exponent)
            : null;
    }

    // Beyond these exponents every amount but zero is at a bound of the range anyway.
    private static decimal Power(int exponent)
    {
        var result = 1m;
        for (var i = Math.Min(Math.Abs((long)exponent), 28); i > 0; i--)
        {
            result = exponent < 0 ? result / 10 : result * 10;
        }

        return result;
    }

    private static decimal Round(decimal number, decimal unit)
    {
        var size = Math.Abs(number);
        var amount = unit >= 1 && size > Limit / unit ? Limit : Math.Min(size * unit, Limit);
        var nanos = decimal.Ceiling(amount / Nano);
        var rounded = size == 0 ? 0 : Math.Max(nanos, 1) * Nano;
        return number < 0 ? -rounded : rounded;
    }
}

using System.Text;

namespace PodMotion.Api.Metrics;

/// <summary>
/// The Prometheus name of an instrument: dots become underscores, the unit is appended in words
/// (<c>s</c> → <c>_seconds</c>, <c>By</c> → <c>_bytes</c>, annotations such as <c>{migration}</c> add nothing), and a counter ends in <c>_total</c>.
/// </summary>
public static class PrometheusName
{
    private const string TotalSuffix = "_total";

    /// <summary>A valid metric name; never doubles a suffix that the instrument's name has already.</summary>
    public static string Of(string instrument, string unit, bool isCounter)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(unit);
        var name = Sanitize(instrument);
        if (name.EndsWith(TotalSuffix, StringComparison.Ordinal))
        {
            name = name[..^TotalSuffix.Length];
        }

        var words = UnitWords(unit);
        if (words.Length > 0 && !name.EndsWith("_" + words, StringComparison.Ordinal))
        {
            name = $"{name}_{words}";
        }

        return isCounter ? name + TotalSuffix : name;
    }

    /// <summary>Replaces what neither a metric name nor a label name may hold by underscores.</summary>
    public static string Sanitize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length + 1);
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            text.Append('_');
        }

        foreach (var character in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(character) ? character : '_');
        }

        return text.ToString();
    }

    private static string UnitWords(string unit)
    {
        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return UnitWord(unit);
        }

        var numerator = UnitWord(unit[..slash]);
        var denominator = unit[(slash + 1)..] == "s" ? "second" : UnitWord(unit[(slash + 1)..]);
        var prefix = numerator.Length == 0 ? "" : numerator + "_";
        return denominator.Length == 0 ? numerator : $"{prefix}per_{denominator}";
    }

    private static string UnitWord(string unit) => unit switch
    {
        "" or "1" => "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        _ when unit.StartsWith('{') => "",
        _ => Sanitize(unit),
    };
}

using System.Globalization;
using System.Text;
using OpenTelemetry;

namespace PodMotion.Api.Metrics;

/// <summary>The labels of one series as they stand between the braces: sorted by name, values escaped.</summary>
internal static class PrometheusLabels
{
    public static string Of(ReadOnlyTagCollection tags)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            // Two tags may differ only in characters that a label name cannot hold; a series has each label once.
            labels[PrometheusName.Sanitize(tag.Key)] = Text(tag.Value);
        }

        return string.Join(',', labels.Select(label => $"{label.Key}=\"{Escape(label.Value)}\""));
    }

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Escape(string value)
    {
        return new StringBuilder(value).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").ToString();
    }
}

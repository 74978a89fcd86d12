using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace PodMotion.Api.Metrics;

/// <summary>
/// Renders metrics as Prometheus text 0.0.4: families by name, series by label text, so that equal values give equal bytes.
/// Instruments that come to the same name share a family; of two with different types, or two equal series, the first stays.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Render(in Batch<Metric> metrics)
    {
        var families = new SortedDictionary<string, Family>(StringComparer.Ordinal);
        foreach (var metric in metrics)
        {
            if (TypeOf(metric.MetricType) is { } type)
            {
                Add(families, metric, type);
            }
        }

        var text = new StringBuilder();
        foreach (var (name, family) in families)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {EscapeHelp(family.Help)}\n# TYPE {name} {family.Type}\n");
            text.AppendJoin("", family.Series.Values);
        }

        return text.ToString();
    }

    private static void Add(SortedDictionary<string, Family> families, Metric metric, string type)
    {
        var name = PrometheusName.Of(metric.Name, metric.Unit, isCounter: type == "counter");
        if (!families.TryGetValue(name, out var family))
        {
            family = new Family(type, metric.Description, new SortedDictionary<string, string>(StringComparer.Ordinal));
        }

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (family.Type == type)
            {
                var labels = PrometheusLabels.Of(point.Tags);
                family.Series.TryAdd(labels, Series(name, labels, metric.MetricType, point));
            }
        }

        // A family without series would be a header without values.
        if (family.Series.Count > 0)
        {
            families[name] = family;
        }
    }

    private static string? TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.LongGauge or MetricType.DoubleGauge or MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => "gauge",
        MetricType.Histogram => "histogram",
        // Text 0.0.4 has no native histograms.
        MetricType.ExponentialHistogram => null,
    };

    private static string Series(string name, string labels, MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Line(name, labels, point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Line(name, labels, point.GetSumDouble()),
        MetricType.LongGauge => Line(name, labels, point.GetGaugeLastValueLong()),
        MetricType.DoubleGauge => Line(name, labels, point.GetGaugeLastValueDouble()),
        _ => Histogram(name, labels, point),
    };

    private static string Histogram(string name, string labels, in MetricPoint point)
    {
        var text = new StringBuilder();
        var prefix = labels.Length == 0 ? "" : labels + ",";
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            text.Append(Line($"{name}_bucket", $"{prefix}le=\"{Number(bucket.ExplicitBound)}\"", count));
        }

        text.Append(Line($"{name}_sum", labels, point.GetHistogramSum()));
        return text.Append(Line($"{name}_count", labels, count)).ToString();
    }

    private static string Line(string name, string labels, double value) => Line(name, labels, Number(value));

    private static string Line(string name, string labels, long value) => Line(name, labels, value.ToString(CultureInfo.InvariantCulture));

    private static string Line(string name, string labels, string value) => labels.Length == 0 ? $"{name} {value}\n" : $"{name}{{{labels}}} {value}\n";

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string EscapeHelp(string help) => help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private sealed record Family(string Type, string Help, SortedDictionary<string, string> Series);
}

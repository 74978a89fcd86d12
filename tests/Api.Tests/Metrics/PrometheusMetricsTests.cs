using System.Diagnostics.Metrics;
using PodMotion.Api.Metrics;
using Xunit;

namespace PodMotion.Api.Tests.Metrics;

public sealed class PrometheusMetricsTests : IDisposable
{
    private readonly Meter _meter;
    private readonly PrometheusMetrics _metrics;

    public PrometheusMetricsTests()
    {
        var name = $"Test.{Guid.NewGuid()}";
        _meter = new Meter(name);
        _metrics = new PrometheusMetrics(name);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Scrape_NothingMeasured_IsEmpty()
    {
        _meter.CreateCounter<long>("podmotion.moves", null, "Moves.");

        Assert.Equal("", _metrics.Scrape());
    }

    [Fact]
    public void Scrape_CounterOfZero_GivesASeries()
    {
        _meter.CreateCounter<long>("podmotion.moves", "{move}", "Moves.").Add(0);

        Assert.Equal("# HELP podmotion_moves_total Moves.\n# TYPE podmotion_moves_total counter\npodmotion_moves_total 0\n", _metrics.Scrape());
    }

    [Fact]
    public void Scrape_Twice_GivesRunningTotals()
    {
        var counter = _meter.CreateCounter<double>("podmotion.work", "s", "Work.");
        counter.Add(1.5);
        _metrics.Scrape();
        counter.Add(0.25);

        Assert.EndsWith("\npodmotion_work_seconds_total 1.75\n", _metrics.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scrape_LabelsWithSpecialCharacters_AreEscapedAndSorted()
    {
        var counter = _meter.CreateCounter<long>("podmotion.moves", null, "Back\\slash\nand line.");
        counter.Add(2, new KeyValuePair<string, object?>("z", true), new KeyValuePair<string, object?>("a.b", "q\"b\\n\n"));

        Assert.Equal(
            "# HELP podmotion_moves_total Back\\\\slash\\nand line.\n# TYPE podmotion_moves_total counter\n"
            + "podmotion_moves_total{a_b=\"q\\\"b\\\\n\\n\",z=\"true\"} 2\n",
            _metrics.Scrape());
    }

    [Fact]
    public void Scrape_Histogram_HasCumulativeBucketsSumAndCount()
    {
        var histogram = _meter.CreateHistogram(
            "podmotion.freeze", "s", "Freeze.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 2] });
        histogram.Record(0.25);
        histogram.Record(1);
        histogram.Record(4);

        Assert.Equal(
            "# HELP podmotion_freeze_seconds Freeze.\n# TYPE podmotion_freeze_seconds histogram\n"
            + "podmotion_freeze_seconds_bucket{le=\"0.5\"} 1\npodmotion_freeze_seconds_bucket{le=\"2\"} 2\n"
            + "podmotion_freeze_seconds_bucket{le=\"+Inf\"} 3\npodmotion_freeze_seconds_sum 5.25\npodmotion_freeze_seconds_count 3\n",
            _metrics.Scrape());
    }

    [Fact]
    public void Scrape_SecondsWithoutAdvice_UsesBoundsForSeconds()
    {
        _meter.CreateHistogram<double>("podmotion.freeze", "s").Record(0.004, new KeyValuePair<string, object?>("mode", "PreCopy"));

        Assert.Contains("\npodmotion_freeze_seconds_bucket{mode=\"PreCopy\",le=\"0.005\"} 1\n", _metrics.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scrape_GaugeNotANumber_IsWrittenAsPrometheusReadsIt()
    {
        _meter.CreateObservableGauge("podmotion.a", () => double.NaN, null, "A.");
        _meter.CreateObservableGauge("podmotion.b", () => double.NegativeInfinity, null, "B.");

        var text = _metrics.Scrape();

        Assert.Contains("\npodmotion_a NaN\n", text, StringComparison.Ordinal);
        Assert.Contains("\npodmotion_b -Inf\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Scrape_SeveralFamilies_AreSortedWithSortedSeries()
    {
        _meter.CreateUpDownCounter<long>("podmotion.b", null, "B.").Add(-3);
        var counter = _meter.CreateCounter<long>("podmotion.a", null, "A.");
        counter.Add(1, new KeyValuePair<string, object?>("k", "y"));
        counter.Add(1, new KeyValuePair<string, object?>("k", "x"));

        Assert.Equal(
            "# HELP podmotion_a_total A.\n# TYPE podmotion_a_total counter\npodmotion_a_total{k=\"x\"} 1\npodmotion_a_total{k=\"y\"} 1\n"
            + "# HELP podmotion_b B.\n# TYPE podmotion_b gauge\npodmotion_b -3\n",
            _metrics.Scrape());
    }

    [Fact]
    public void Scrape_EqualNamesOfDifferentTypes_KeepsTheFirst()
    {
        _meter.CreateObservableGauge("podmotion.a_bytes", () => 1L, null, "First.");
        _meter.CreateUpDownCounter<long>("podmotion.a", "By", "Second.").Add(7);
        _meter.CreateHistogram<double>("podmotion.a", "By", "Third.").Record(1);

        Assert.Equal("# HELP podmotion_a_bytes First.\n# TYPE podmotion_a_bytes gauge\npodmotion_a_bytes 1\n", _metrics.Scrape());
    }
}

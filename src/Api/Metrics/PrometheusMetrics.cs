using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace PodMotion.Api.Metrics;

/// <summary>
/// Gathers the measurements of the meters with a given name from its construction on and renders them on request. Thread-safe.
/// A counter that was incremented by 0 has a series; a gauge that cannot be read should give <see cref="double.NaN"/>, else its last value stays.
/// Histograms in seconds that give no boundaries of their own get ones from 5 ms to 10 min.
/// </summary>
public sealed class PrometheusMetrics : IDisposable
{
    private static readonly double[] SecondBounds =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

    private readonly Lock _scraping = new();
    private readonly PrometheusExporter _exporter = new();
    private readonly MeterProvider _provider;

    /// <summary>Starts to listen.</summary>
    /// <param name="meterName">A meter's name; an asterisk stands for any text.</param>
    public PrometheusMetrics(string meterName = "PodMotion.*")
    {
        _provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(meterName)
            .AddView(BoundsOf)
            .AddReader(new BaseExportingMetricReader(_exporter))
            .Build();
    }

    /// <summary>All series as Prometheus text 0.0.4.</summary>
    /// <exception cref="InvalidOperationException">The measurements could not be collected.</exception>
    public string Scrape()
    {
        lock (_scraping)
        {
            // The reader has set it; only this way does a reader of a pulled exporter collect.
            if (_exporter.Collect?.Invoke(Timeout.Infinite) != true)
            {
                throw new InvalidOperationException("The metrics could not be collected; this scrape gives none.");
            }

            return _exporter.Text;
        }
    }

    /// <summary>Stops to listen.</summary>
    public void Dispose() => _provider.Dispose();

    private static MetricStreamConfiguration? BoundsOf(Instrument instrument)
    {
        var isPlainSeconds = instrument is Histogram<double> { Unit: "s", Advice: null };
        return isPlainSeconds ? new ExplicitBucketHistogramConfiguration { Boundaries = SecondBounds } : null;
    }
}

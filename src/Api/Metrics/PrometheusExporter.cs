using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace PodMotion.Api.Metrics;

/// <summary>Keeps the text of the last collection; called only by <see cref="PrometheusMetrics"/>, one collection at a time.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    public Func<int, bool>? Collect { get; set; }

    public string Text { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        Text = PrometheusText.Render(batch);
        return ExportResult.Success;
    }
}

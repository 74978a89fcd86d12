using System.Diagnostics;
using System.Diagnostics.Metrics;
using PodMotion.Api.Metrics;
using Xunit;

namespace PodMotion.Api.Tests.Metrics;

public sealed class PromtoolTests
{
    [PromtoolFact]
    public async Task CheckMetrics_EveryKindOfInstrument_FindsNothingToSay()
    {
        var name = $"Test.{Guid.NewGuid()}";
        using var meter = new Meter(name);
        using var metrics = new PrometheusMetrics(name);
        meter.CreateCounter<long>("podmotion.transferred", "By", "Bytes \"sent\".").Add(3, new KeyValuePair<string, object?>("to", "a\\b\"c\nd"));
        meter.CreateHistogram<double>("podmotion.freeze", "s", "Frozen.").Record(1.5);
        meter.CreateObservableGauge("podmotion.cpu", () => double.NaN, "{core}", "CPU.");

        var (exitCode, output) = await CheckAsync(metrics.Scrape());

        Assert.Equal((0, ""), (exitCode, output));
    }

    private static async Task<(int ExitCode, string Output)> CheckAsync(string text)
    {
        using var process = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

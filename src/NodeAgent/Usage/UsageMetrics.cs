using System.Diagnostics.Metrics;

namespace PodMotion.NodeAgent.Usage;

/// <summary>Shows the node's usage as gauges of the meter <c>PodMotion.NodeAgent</c>; NaN where there is no figure.</summary>
internal static class UsageMetrics
{
    private const string MeterName = "PodMotion.NodeAgent";

    /// <summary>Makes the gauges; each asks for the last sample when it is collected.</summary>
    public static void Create(IMeterFactory meterFactory, Func<NodeUsage?> current)
    {
        var meter = meterFactory.Create(MeterName);
        meter.CreateObservableGauge(
            "podmotion.node.cpu.usage", () => current()?.Node.CpuCores ?? double.NaN, "{core}", "CPU cores in use, averaged between the last two samples.");
        meter.CreateObservableGauge(
            "podmotion.node.memory.working_set", () => current()?.Node.MemoryWorkingSetBytes ?? double.NaN, "By", "Memory in use without inactive file pages.");
        meter.CreateObservableGauge(
            "podmotion.node.pods", () => current()?.Pods.Count ?? double.NaN, "{pod}", "Pods with a cgroup on this node.");
    }
}

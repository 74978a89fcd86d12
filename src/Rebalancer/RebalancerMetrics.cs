using System.Diagnostics.Metrics;
using PodMotion.Api;

namespace PodMotion.Rebalancer;

/// <summary>The rebalancer's own instruments. No pod, node or migration is ever a label.</summary>
public sealed class RebalancerMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "PodMotion.Rebalancer";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> transitions;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> downtime;
    private readonly Histogram<double> planDuration;
    private readonly Counter<long> rejections;
    private readonly Counter<long> reconciles;

    /// <summary>Creates the instruments, with a series at zero where the labels are known.</summary>
    public RebalancerMetrics()
    {
        transitions = meter.CreateCounter<long>("podmotion.migration.transitions", "{transition}", "Phases entered. Labels: to, reason.");
        duration = meter.CreateHistogram<double>("podmotion.migration.duration", "s", "From the end of queueing to the end. Label: outcome.");
        downtime = meter.CreateHistogram<double>("podmotion.migration.downtime", "s", "First task frozen until the target had resumed.");
        planDuration = meter.CreateHistogram<double>("podmotion.plan.duration", "s", "One evaluation of all policies that were due.");
        rejections = meter.CreateCounter<long>("podmotion.plan.rejections", "{rejection}", "Pods and nodes considered and not chosen. Label: reason.");
        reconciles = meter.CreateCounter<long>("podmotion.reconciles", "{reconcile}", "Objects looked at. Labels: controller, result.");
        reconciles.Add(0, new("controller", "migration"), new("result", "ok"));
        reconciles.Add(0, new("controller", "migration"), new("result", "error"));
        transitions.Add(0, new("to", nameof(MigrationPhase.Complete)), new("reason", Reasons.Migrated));
    }

    /// <summary>An object was looked at.</summary>
    public void Reconciled(string controller, string result) => reconciles.Add(1, new("controller", controller), new("result", result));

    /// <summary>A phase was entered and recorded.</summary>
    public void Entered(PodMigrationStatus status)
    {
        transitions.Add(1, new("to", status.Phase.ToString()), new("reason", status.Reason));
        if (!status.Phase.IsFinal())
        {
            return;
        }

        if (status.Timings is { StartTime: { } start, CompletionTime: { } end })
        {
            duration.Record((end - start).TotalSeconds, new KeyValuePair<string, object?>("outcome", status.Phase.ToString()));
        }

        if (status is { Phase: MigrationPhase.Complete, Timings.FreezeDurationMs: { } freeze })
        {
            downtime.Record(freeze / 1000.0);
        }
    }

    /// <summary>Policies were evaluated.</summary>
    public void Planned(TimeSpan took) => planDuration.Record(took.TotalSeconds);

    /// <summary>A pod or node was considered and not chosen.</summary>
    public void Rejected(string gate) => rejections.Add(1, new KeyValuePair<string, object?>("reason", gate));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}

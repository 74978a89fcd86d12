using PodMotion.Api.Kubernetes;
using PodMotion.Rebalancer.Cluster;
using PodMotion.Rebalancer.Migrations;
using PodMotion.Rebalancer.Work;

namespace PodMotion.Rebalancer;

/// <summary>Runs the parts: caches and samples always, migrations and node status once this process may act. If one of them ends, the process does.</summary>
public sealed partial class RebalancerProcess(
    ClusterCache cluster,
    NodeSampler sampler,
    CapacityWriter capacities,
    Leadership leadership,
    Acting acting,
    WorkQueue queue,
    MigrationReconciler reconciler,
    RebalancerMetrics metrics,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<RebalancerProcess> logger) : BackgroundService
{
    private const int Workers = 8;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await leadership.ReleaseAsync(cancellationToken);
        }
        catch (KubeException e)
        {
            Log.NotReleased(logger, e.Message);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task[] parts =
        [
            cluster.RunAsync(ending.Token),
            sampler.RunAsync(ending.Token),
            leadership.RunAsync(ending.Token),
            ReconcileAsync(ending.Token),
            WriteCapacitiesAsync(ending.Token),
        ];
        var first = await Task.WhenAny(parts);
        await ending.CancelAsync();
        if (!stoppingToken.IsCancellationRequested)
        {
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }

        await first;
    }

    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        await acting.WaitAsync(cancellationToken);
        await new ReconcileHost("migration", queue, reconciler.ReconcileAsync, metrics, logger).RunAsync(Workers, cancellationToken);
    }

    private async Task WriteCapacitiesAsync(CancellationToken cancellationToken)
    {
        await acting.WaitAsync(cancellationToken);
        while (true)
        {
            try
            {
                await capacities.WriteAsync(cancellationToken);
            }
            catch (KubeException e)
            {
                Log.CapacitiesNotWritten(logger, e.Message);
            }

            await Task.Delay(NodeSampler.Interval, time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1902, LogLevel.Warning, "The lease was not released; a successor has to wait until it expires: {Detail}")]
        public static partial void NotReleased(ILogger logger, string detail);

        [LoggerMessage(1404, LogLevel.Warning, "The NodeMigrationCapacities were not written and are tried again: {Detail}")]
        public static partial void CapacitiesNotWritten(ILogger logger, string detail);
    }
}

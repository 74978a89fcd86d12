using PodMotion.Api.Kubernetes;

namespace PodMotion.Rebalancer.Work;

/// <summary>
/// Takes keys from a queue and reconciles them: a failure is logged, counted and tried again later each time; a success forgets the failures and looks again when it
/// asked to. The one place where unexpected exceptions end.
/// </summary>
/// <param name="controller">What is reconciled, for log and metrics.</param>
/// <param name="queue">The keys.</param>
/// <param name="reconcile">Reconciles one key; returns when to look again, null for never unless something changes.</param>
/// <param name="metrics">Counts.</param>
/// <param name="logger">The log.</param>
public sealed partial class ReconcileHost(
    string controller, WorkQueue queue, Func<ObjectKey, CancellationToken, Task<TimeSpan?>> reconcile, RebalancerMetrics metrics, ILogger logger)
{
    /// <summary>Works with so many keys at a time until it is cancelled.</summary>
    public Task RunAsync(int workers, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(cancellationToken)));

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var key = await queue.TakeAsync(cancellationToken);
            try
            {
                await OneAsync(key, cancellationToken);
            }
            finally
            {
                queue.Done(key);
            }
        }
    }

    private async Task OneAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            var lookAgain = await reconcile(key, cancellationToken);
            queue.Forget(key);
            if (lookAgain is { } delay)
            {
                queue.AddAfter(key, delay);
            }

            metrics.Reconciled(controller, "ok");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            Log.Failed(logger, e, controller, key.ToString());
            metrics.Reconciled(controller, "error");
            queue.Retry(key);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1901, LogLevel.Warning, "{Controller} '{Key}' could not be reconciled and is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception, string controller, string key);
    }
}

using Quartz;

namespace PodMotion.Rebalancer.Loop;

/// <summary>Quartz's door to the loop: every second, never twice at the same time, and only while this process acts.</summary>
[DisallowConcurrentExecution]
public sealed class RebalanceJob(RebalanceLoop loop, Acting acting) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (acting.Now)
        {
            await loop.TickAsync(cancellationToken);
        }
    }
}

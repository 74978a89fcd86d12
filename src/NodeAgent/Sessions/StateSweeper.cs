namespace PodMotion.NodeAgent.Sessions;

/// <summary>Removes fences and tickets of pods that are gone from this node; until then they hold.</summary>
public sealed partial class StateSweeper(
    AgentDirectories directories, Fences fences, Tickets tickets, SessionRegistry registry, TimeProvider timeProvider, ILogger<StateSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private readonly HashSet<string> _goneBefore = [];

    /// <summary>Removes what was found gone by this sweep and the one before.</summary>
    public void Sweep()
    {
        var fenced = fences.Pods().Where(IsGone).Where(pod => !registry.Sources.Any(session => session.Request.SourcePod.Uid == pod && !session.Log.Step.IsEnd())).ToList();
        // Before kubelet has seen a pod its folder is not there either: the ticket stays as long as the session is known.
        var ticketed = tickets.Pods().Where(IsGone).Where(pod => registry.TargetOfPod(pod) is null).ToList();
        fenced.Where(_goneBefore.Contains).ToList().ForEach(fences.Lower);
        ticketed.Where(_goneBefore.Contains).ToList().ForEach(tickets.Spend);
        _goneBefore.Clear();
        _goneBefore.UnionWith(fenced.Concat(ticketed));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Sweep();
            }
            catch (IOException exception)
            {
                Log.SweepFailed(logger, exception);
            }
        }
    }

    private bool IsGone(string podUid) => !Directory.Exists(directories.Pod(podUid));

    private static partial class Log
    {
        [LoggerMessage(2220, LogLevel.Warning, "Fences and tickets could not be swept; they stay until the next sweep.")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}

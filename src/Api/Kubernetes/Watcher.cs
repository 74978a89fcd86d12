using System.Net;
using Microsoft.Extensions.Logging;

namespace PodMotion.Api.Kubernetes;

/// <summary>
/// Follows the objects of a selection for as long as it is asked to: lists, watches, resumes a watch that broke from where it was, and lists again when
/// the server no longer remembers that point. Events come in order, one at a time; whatever happened during a gap is in the list after it.
/// </summary>
public sealed partial class Watcher<T>
    where T : class, IKubeObject
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UsefulWatch = TimeSpan.FromSeconds(1);

    private readonly KubeClient client;
    private readonly ResourceType<T> type;
    private readonly Selection selection;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private string? version;
    private TimeSpan delay = FirstDelay;

    /// <summary>For one selection; nothing is read before <see cref="RunAsync"/>.</summary>
    public Watcher(KubeClient client, ResourceType<T> type, Selection selection, TimeProvider time, ILogger logger)
    {
        this.client = client;
        this.type = type;
        this.selection = selection;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>Tells what happens until it is cancelled, which ends it with an <see cref="OperationCanceledException"/>. Trouble with the server is logged and outlasted.</summary>
    /// <param name="tell">Called for one event after the other; what it throws ends the run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action<WatchEvent<T>> tell, CancellationToken cancellationToken)
    {
        while (true)
        {
            var progress = await RoundAsync(tell, cancellationToken).ConfigureAwait(false);
            if (progress)
            {
                delay = FirstDelay;
                continue;
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
        }
    }

    private async Task<bool> RoundAsync(Action<WatchEvent<T>> tell, CancellationToken cancellationToken)
    {
        // Only a watch that brings something or lasts counts as progress: a server that lists but cannot watch is not to be asked in a tight loop.
        var progress = false;
        try
        {
            version ??= await ListAsync(tell, cancellationToken).ConfigureAwait(false);
            var began = time.GetTimestamp();
            var frames = new WatchStream(client.Transport, time).ReadAsync(type, selection, version, cancellationToken);
            await foreach (var frame in frames.ConfigureAwait(false))
            {
                progress |= Take(frame, tell);
            }

            progress |= version is not null && time.GetElapsedTime(began) >= UsefulWatch;
        }
        catch (KubeException e)
        {
            Log.Interrupted(logger, type.Plural, e.Message);
        }

        return progress;
    }

    private async Task<string> ListAsync(Action<WatchEvent<T>> tell, CancellationToken cancellationToken)
    {
        var list = await client.ListAsync(type, selection, cancellationToken).ConfigureAwait(false);
        tell(new(WatchEventKind.Listed, list.Items));
        return list.ResourceVersion;
    }

    private bool Take(WatchFrame frame, Action<WatchEvent<T>> tell)
    {
        switch (frame.Type)
        {
            case WatchFrame.Added or WatchFrame.Modified:
                tell(new(WatchEventKind.Changed, [KubeObject.Read<T>(frame.Object)]));
                break;
            case WatchFrame.Deleted:
                tell(new(WatchEventKind.Deleted, [KubeObject.Read<T>(frame.Object)]));
                break;
            case WatchFrame.Bookmark:
                break;
            default:
                Refused(frame.Status());
                return false;
        }

        version = frame.ResourceVersion;
        return true;
    }

    private void Refused(StatusAnswer status)
    {
        // Gone, and its older form "expired" with another code: the point to resume from is forgotten.
        if (status.Code == (int)HttpStatusCode.Gone || status.Reason is "Expired" or "Gone")
        {
            version = null;
        }

        Log.Interrupted(logger, type.Plural, status.Sentence($"watching {type.Plural}"));
    }

    private static partial class Log
    {
        [LoggerMessage(3003, LogLevel.Information, "The watch of {Resource} was interrupted and goes on: {Reason}")]
        public static partial void Interrupted(ILogger logger, string resource, string reason);
    }
}

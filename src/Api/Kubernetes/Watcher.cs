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

    private readonly KubeClient _client;
    private readonly ResourceType<T> _type;
    private readonly Selection _selection;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private string? _version;
    private TimeSpan _delay = FirstDelay;

    /// <summary>For one selection; nothing is read before <see cref="RunAsync"/>.</summary>
    public Watcher(KubeClient client, ResourceType<T> type, Selection selection, TimeProvider time, ILogger logger)
    {
        _client = client;
        _type = type;
        _selection = selection;
        _time = time;
        _logger = logger;
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
                _delay = FirstDelay;
                continue;
            }

            await Task.Delay(_delay, _time, cancellationToken).ConfigureAwait(false);
            _delay = TimeSpan.FromTicks(Math.Min(_delay.Ticks * 2, LongestDelay.Ticks));
        }
    }

    private async Task<bool> RoundAsync(Action<WatchEvent<T>> tell, CancellationToken cancellationToken)
    {
        // Only a watch that brings something or lasts counts as progress: a server that lists but cannot watch is not to be asked in a tight loop.
        var progress = false;
        try
        {
            _version ??= await ListAsync(tell, cancellationToken).ConfigureAwait(false);
            var began = _time.GetTimestamp();
            var frames = new WatchStream(_client.Transport, _time).ReadAsync(_type, _selection, _version, cancellationToken);
            await foreach (var frame in frames.ConfigureAwait(false))
            {
                progress |= Take(frame, tell);
            }

            progress |= _version is not null && _time.GetElapsedTime(began) >= UsefulWatch;
        }
        catch (KubeException e)
        {
            Log.Interrupted(_logger, _type.Plural, e.Message);
        }

        return progress;
    }

    private async Task<string> ListAsync(Action<WatchEvent<T>> tell, CancellationToken cancellationToken)
    {
        var list = await _client.ListAsync(_type, _selection, cancellationToken).ConfigureAwait(false);
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

        _version = frame.ResourceVersion;
        return true;
    }

    private void Refused(StatusAnswer status)
    {
        // Gone, and its older form "expired" with another code: the point to resume from is forgotten.
        if (status.Code == (int)HttpStatusCode.Gone || status.Reason is "Expired" or "Gone")
        {
            _version = null;
        }

        Log.Interrupted(_logger, _type.Plural, status.Sentence($"watching {_type.Plural}"));
    }

    private static partial class Log
    {
        [LoggerMessage(3003, LogLevel.Information, "The watch of {Resource} was interrupted and goes on: {Reason}")]
        public static partial void Interrupted(ILogger logger, string resource, string reason);
    }
}

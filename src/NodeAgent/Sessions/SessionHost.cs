using System.Collections.Concurrent;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>Runs the sessions: recovers those of the last run before the agent listens, and lets none be cut off in the middle.</summary>
public sealed partial class SessionHost(SessionRegistry registry, ILogger<SessionHost> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    /// <summary>Runs a new source session.</summary>
    public void Run(SourceSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        Track(session.Log.MigrationUid, session.RunAsync(_stopping.Token));
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Load();
        foreach (var source in registry.Sources)
        {
            Track(source.Log.MigrationUid, source.RecoverAsync(_stopping.Token));
        }

        foreach (var target in registry.Targets)
        {
            Track(target.Log.MigrationUid, target.RecoverAsync(_stopping.Token));
        }

        return Task.CompletedTask;
    }

    /// <summary>Rolls back what is not committed and waits for it; what is committed goes on at the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Keys).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private void Track(string migrationUid, Task session)
    {
        var watched = WatchAsync(migrationUid, session);
        _running[watched] = true;
        _ = watched.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task WatchAsync(string migrationUid, Task session)
    {
        try
        {
            await session;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            Log.LeftForNextStart(logger, migrationUid);
        }
        catch (Exception exception)
        {
            Log.Broken(logger, exception, migrationUid);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2200, LogLevel.Information, "Migration {Migration}: the agent stops; the session goes on at its next start.")]
        public static partial void LeftForNextStart(ILogger logger, string migration);

        [LoggerMessage(2201, LogLevel.Critical, "Migration {Migration}: the session broke off; restart the agent, which then decides by the journal.")]
        public static partial void Broken(ILogger logger, Exception exception, string migration);
    }
}

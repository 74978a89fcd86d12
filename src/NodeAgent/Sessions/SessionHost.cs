using System.Collections.Concurrent;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>Runs the sessions: recovers those of the last run before the agent listens, and lets none be cut off in the middle.</summary>
public sealed partial class SessionHost(SessionRegistry registry, TimeProvider timeProvider, ILogger<SessionHost> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    /// <summary>Runs a new source session.</summary>
    public void Run(SourceSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        Track(session.Log.MigrationUid, session.RunAsync, session.RecoverAsync);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Load();
        foreach (var source in registry.Sources)
        {
            Track(source.Log.MigrationUid, source.RecoverAsync, source.RecoverAsync);
        }

        foreach (var target in registry.Targets)
        {
            Track(target.Log.MigrationUid, target.RecoverAsync, target.RecoverAsync);
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

    private void Track(string migrationUid, Func<CancellationToken, Task> run, Func<CancellationToken, Task> recover)
    {
        var watched = WatchAsync(migrationUid, run, recover);
        _running[watched] = true;
        _ = watched.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    // A session that breaks off goes on by its journal, as after a restart: a full disk or a process that will not die passes.
    private async Task WatchAsync(string migrationUid, Func<CancellationToken, Task> run, Func<CancellationToken, Task> recover)
    {
        try
        {
            for (var next = run; !await TryAsync(migrationUid, next); next = recover)
            {
                await Task.Delay(RetryDelay, timeProvider, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            Log.LeftForNextStart(logger, migrationUid);
        }
    }

    private async Task<bool> TryAsync(string migrationUid, Func<CancellationToken, Task> part)
    {
        try
        {
            await part(_stopping.Token);
            return true;
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && _stopping.IsCancellationRequested))
        {
            Log.Broken(logger, exception, migrationUid);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2200, LogLevel.Information, "Migration {Migration}: the agent stops; the session goes on at its next start.")]
        public static partial void LeftForNextStart(ILogger logger, string migration);

        [LoggerMessage(2201, LogLevel.Error, "Migration {Migration}: the session broke off; it goes on by its journal in a few seconds.")]
        public static partial void Broken(ILogger logger, Exception exception, string migration);
    }
}

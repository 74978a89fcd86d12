using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using PodMotion.Api.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>A running cache of one story, whose states a test reads one after the other; null when it is gone.</summary>
internal sealed class StoryWatch : IAsyncDisposable
{
    private readonly Channel<Story?> _states = Channel.CreateUnbounded<Story?>();
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _patience;
    private readonly Task _run;

    public StoryWatch(KubeClient client, ObjectKey key, CancellationToken patience)
    {
        _patience = patience;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(patience);
        var selection = new Selection { Namespace = key.Namespace, Fields = $"metadata.name={key.Name}" };
        Cache = new(client, Story.Type, selection, change => _states.Writer.TryWrite(change.After), TimeProvider.System, NullLogger.Instance);
        _run = Cache.RunAsync(_stop.Token);
    }

    public ResourceCache<Story> Cache { get; }

    public async Task<Story?> NextAsync() => await _states.Reader.ReadAsync(_patience);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run);
        _stop.Dispose();
    }
}

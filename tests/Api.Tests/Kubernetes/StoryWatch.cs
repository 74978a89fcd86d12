using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using PodMotion.Api.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>A running cache of one story, whose states a test reads one after the other; null when it is gone.</summary>
internal sealed class StoryWatch : IAsyncDisposable
{
    private readonly Channel<Story?> states = Channel.CreateUnbounded<Story?>();
    private readonly CancellationTokenSource stop;
    private readonly CancellationToken patience;
    private readonly Task run;

    public StoryWatch(KubeClient client, ObjectKey key, CancellationToken patience)
    {
        this.patience = patience;
        stop = CancellationTokenSource.CreateLinkedTokenSource(patience);
        var selection = new Selection { Namespace = key.Namespace, Fields = $"metadata.name={key.Name}" };
        Cache = new(client, Story.Type, selection, change => states.Writer.TryWrite(change.After), TimeProvider.System, NullLogger.Instance);
        run = Cache.RunAsync(stop.Token);
    }

    public ResourceCache<Story> Cache { get; }

    public async Task<Story?> NextAsync() => await states.Reader.ReadAsync(patience);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        stop.Dispose();
    }
}

using System.Threading.Channels;
using PodMotion.Api.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>A running cache of stories whose changes a test reads one by one as short texts, such as <c>+one v1</c>, <c>~one</c> and <c>-one</c>.</summary>
internal sealed class CacheUnderTest : IAsyncDisposable
{
    private readonly Channel<string> changes = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource stop;
    private readonly Task run;
    private readonly KubeFixture kube;

    public CacheUnderTest(KubeFixture kube, Selection? selection = null)
    {
        this.kube = kube;
        stop = CancellationTokenSource.CreateLinkedTokenSource(kube.Token);
        Cache = new(kube.Client, Story.Type, selection ?? Selection.All, change => changes.Writer.TryWrite(Text(change)), TimeProvider.System, kube.Log);
        run = Cache.RunAsync(stop.Token);
    }

    public ResourceCache<Story> Cache { get; }

    public async Task<string> NextAsync() => await changes.Reader.ReadAsync(kube.Token);

    public async Task<string[]> NextAsync(int count)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = await NextAsync();
        }

        return texts;
    }

    public Task WatchingAsync() => kube.Server.UntilWatchedAsync(Story.Type, 1, kube.Token);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        stop.Dispose();
    }

    private static string Text(ResourceChange<Story> change) => (change.Before, change.After) switch
    {
        (null, not null) => $"+{change.Key.Name}",
        (not null, not null) => $"~{change.Key.Name}",
        _ => $"-{change.Key.Name}",
    };
}

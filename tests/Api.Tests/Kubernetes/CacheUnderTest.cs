using System.Threading.Channels;
using PodMotion.Api.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>A running cache of stories whose changes a test reads one by one as short texts, such as <c>+one v1</c>, <c>~one</c> and <c>-one</c>.</summary>
internal sealed class CacheUnderTest : IAsyncDisposable
{
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop;
    private readonly Task _run;
    private readonly KubeFixture _kube;

    public CacheUnderTest(KubeFixture kube, Selection? selection = null)
    {
        _kube = kube;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(kube.Token);
        Cache = new(kube.Client, Story.Type, selection ?? Selection.All, change => _changes.Writer.TryWrite(Text(change)), TimeProvider.System, kube.Log);
        _run = Cache.RunAsync(_stop.Token);
    }

    public ResourceCache<Story> Cache { get; }

    public async Task<string> NextAsync() => await _changes.Reader.ReadAsync(_kube.Token);

    public async Task<string[]> NextAsync(int count)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = await NextAsync();
        }

        return texts;
    }

    public Task WatchingAsync() => _kube.Server.UntilWatchedAsync(Story.Type, 1, _kube.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run);
        _stop.Dispose();
    }

    private static string Text(ResourceChange<Story> change) => (change.Before, change.After) switch
    {
        (null, not null) => $"+{change.Key.Name}",
        (not null, not null) => $"~{change.Key.Name}",
        _ => $"-{change.Key.Name}",
    };
}

using PodMotion.TestKit.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class ResourceCacheTests
{
    [Fact]
    public async Task RunAsync_ObjectsThere_SyncedWithAllOfThem()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(Story.Type, Story.Named("one"));
        kube.Server.Put(Story.Type, Story.Named("two"));
        await using var cache = new CacheUnderTest(kube);

        await cache.Cache.Synced.WaitAsync(kube.Token);

        Assert.Equal(["one", "two"], cache.Cache.Snapshot.Keys.Select(key => key.Name).Order());
        Assert.Equal(["+one", "+two"], await cache.NextAsync(2));
    }

    [Fact]
    public async Task RunAsync_Changes_ToldInOrderAndInTheSnapshotBefore()
    {
        await using var kube = await KubeFixture.StartAsync();
        await using var cache = new CacheUnderTest(kube);
        await cache.WatchingAsync();

        kube.Server.Put(Story.Type, Story.Named("one"));
        kube.Server.Put(Story.Type, Story.Named("one", "changed"));
        kube.Server.Remove(Story.Type, KubeFixture.Key("one"));

        Assert.Equal(["+one", "~one", "-one"], await cache.NextAsync(3));
        Assert.Null(cache.Cache.Find(KubeFixture.Key("one")));
    }

    [Fact]
    public async Task RunAsync_SnapshotTaken_DoesNotChange()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(Story.Type, Story.Named("one"));
        await using var cache = new CacheUnderTest(kube);
        await cache.WatchingAsync();
        var before = cache.Cache.Snapshot;

        kube.Server.Put(Story.Type, Story.Named("two"));
        await cache.NextAsync(2);

        Assert.Single(before);
        Assert.Equal(2, cache.Cache.Snapshot.Count);
    }

    [Fact]
    public async Task RunAsync_WatchDropped_ResumesFromWhereItWas()
    {
        await using var kube = await KubeFixture.StartAsync();
        await using var cache = new CacheUnderTest(kube);
        await cache.WatchingAsync();
        var seen = kube.Server.Put(Story.Type, Story.Named("one")).Metadata.ResourceVersion;
        await cache.NextAsync();

        kube.Server.DropWatches();
        kube.Server.Put(Story.Type, Story.Named("two"));

        Assert.Equal("+two", await cache.NextAsync());
        Assert.Equal(seen, kube.Server.Faults.Calls.Last(call => call.IsWatch).QueryOf("resourceVersion"));
        Assert.Single(kube.Server.Faults.Calls, call => !call.IsWatch);
        Assert.Contains(kube.Log.Entries, entry => entry.Message.Contains("watching stories", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_WatchEndedByServer_GoesOnWithoutComplaint()
    {
        await using var kube = await KubeFixture.StartAsync();
        await using var cache = new CacheUnderTest(kube);
        await cache.WatchingAsync();

        kube.Server.EndWatches();
        kube.Server.Put(Story.Type, Story.Named("one"));

        Assert.Equal("+one", await cache.NextAsync());
        Assert.Empty(kube.Log.Entries);
    }

    [Fact]
    public async Task RunAsync_DeletedAndForgottenDuringGap_DeletionIsTold()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(Story.Type, Story.Named("one"));
        kube.Server.Put(Story.Type, Story.Named("two"));
        await using var cache = new CacheUnderTest(kube);
        await cache.NextAsync(2);
        await cache.WatchingAsync();

        await DuringGapAsync(kube, () => kube.Server.Remove(Story.Type, KubeFixture.Key("one")));

        Assert.Equal("-one", await cache.NextAsync());
        Assert.Equal("two", Assert.Single(cache.Cache.Snapshot).Key.Name);
    }

    [Fact]
    public async Task RunAsync_ReplacedByNamesakeDuringGap_DeletionIsTold()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(Story.Type, Story.Named("one"));
        await using var cache = new CacheUnderTest(kube);
        await cache.NextAsync();
        await cache.WatchingAsync();

        await DuringGapAsync(kube, () =>
        {
            kube.Server.Remove(Story.Type, KubeFixture.Key("one"));
            kube.Server.Put(Story.Type, Story.Named("one"));
        });

        Assert.Equal(["-one", "+one"], await cache.NextAsync(2));
    }

    [Fact]
    public async Task RunAsync_BookmarkBeforeTheGap_ResumesFromTheBookmark()
    {
        await using var kube = await KubeFixture.StartAsync();
        await using var cache = new CacheUnderTest(kube, new() { Namespace = "default" });
        await cache.WatchingAsync();
        var other = kube.Server.Put(Story.Type, Story.Named("far") with { Metadata = new() { Name = "far", Namespace = "other" } });

        kube.Server.SendBookmarks();
        kube.Server.Put(Story.Type, Story.Named("one"));
        await cache.NextAsync();
        kube.Server.SendBookmarks();
        kube.Server.EndWatches();
        await kube.Server.UntilWatchedAsync(Story.Type, 0, kube.Token);
        await cache.WatchingAsync();

        var resumed = kube.Server.Faults.Calls.Last(call => call.IsWatch).QueryOf("resourceVersion");
        Assert.True(string.CompareOrdinal(resumed, other.Metadata.ResourceVersion) > 0);
    }

    [Fact]
    public async Task RunAsync_ServerInTrouble_OutlastsIt()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(Story.Type, Story.Named("one"));
        kube.Server.Faults.OnNext(call => !call.IsWatch, FakeFault.ServerError);
        kube.Server.Faults.OnNext(call => !call.IsWatch, FakeFault.Dropped);
        kube.Server.Faults.OnNext(call => call.IsWatch, FakeFault.ServerError);
        await using var cache = new CacheUnderTest(kube);

        await cache.WatchingAsync();

        Assert.Equal("+one", await cache.NextAsync());
        Assert.Equal(3, kube.Log.Entries.Count);
    }

    [Fact]
    public async Task RunAsync_LabelTakenAway_IsGoneFromTheSelection()
    {
        await using var kube = await KubeFixture.StartAsync();
        var one = Story.Named("one");
        kube.Server.Put(Story.Type, one with { Metadata = one.Metadata with { Labels = new Dictionary<string, string> { ["in"] = "yes" } } });
        await using var cache = new CacheUnderTest(kube, new() { Labels = "in=yes" });
        await cache.NextAsync();
        await cache.WatchingAsync();

        kube.Server.Put(Story.Type, one);

        Assert.Equal("-one", await cache.NextAsync());
    }

    // No watch can open while this happens, and what happens is forgotten.
    private static async Task DuringGapAsync(KubeFixture kube, Action happens)
    {
        kube.Server.Faults.CutAfter(kube.Server.Faults.Calls.Count);
        kube.Server.DropWatches();
        await kube.Server.UntilWatchedAsync(Story.Type, 0, kube.Token);
        happens();
        kube.Server.ForgetChanges();
        kube.Server.Faults.Mend();
    }
}

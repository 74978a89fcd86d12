using PodMotion.Api.Kubernetes;
using PodMotion.TestKit.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class KubeClientReadTests
{
    [Fact]
    public async Task GetAsync_NoSuchObject_Null()
    {
        await using var kube = await KubeFixture.StartAsync();

        Assert.Null(await kube.Client.GetAsync(Story.Type, KubeFixture.Key("none"), kube.Token));
    }

    [Fact]
    public async Task GetAsync_NameIsMissing_Refused()
    {
        await using var kube = await KubeFixture.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => kube.Client.GetAsync(Story.Type, KubeFixture.Key(""), kube.Token));
        Assert.Empty(kube.Server.Faults.Calls);
    }

    [Fact]
    public async Task GetAsync_ServerError_ThrowsWithVerbAndObject()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Faults.OnNext(_ => true, FakeFault.ServerError);

        var error = await Assert.ThrowsAsync<KubeException>(() => kube.Client.GetAsync(Story.Type, KubeFixture.Key("one"), kube.Token));

        Assert.Equal("Reading Story 'default/one': the API server answered 500: refused because the test wants it so", error.Message);
        Assert.Equal(500, (int?)error.StatusCode);
    }

    [Fact]
    public async Task GetAsync_ConnectionCut_ThrowsOneWrappedException()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Faults.OnNext(_ => true, FakeFault.Dropped);

        var error = await Assert.ThrowsAsync<KubeException>(() => kube.Client.GetAsync(Story.Type, KubeFixture.Key("one"), kube.Token));

        Assert.StartsWith("The API server could not be used while reading Story 'default/one': ", error.Message, StringComparison.Ordinal);
        Assert.IsNotType<KubeException>(error.InnerException);
    }

    [Fact]
    public async Task GetAsync_NoAnswer_EndsAfterThirtySeconds()
    {
        await using var kube = await KubeFixture.StartAsync();
        using var client = kube.Server.CreateClient();
        kube.Server.Faults.OnNext(_ => true, FakeFault.Hang);

        var call = client.GetAsync(Story.Type, KubeFixture.Key("one"), kube.Token);
        await kube.Time.UntilArmedAsync(1, kube.Token);
        kube.Time.Advance(TimeSpan.FromSeconds(30));

        var error = await Assert.ThrowsAsync<KubeException>(() => call);
        Assert.Equal("No answer from the API server in 30 s while reading Story 'default/one'.", error.Message);
    }

    [Fact]
    public async Task GetAsync_Cancelled_ThrowsCancellation()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Faults.OnNext(_ => true, FakeFault.Hang);
        using var cancel = new CancellationTokenSource();

        var call = kube.Client.GetAsync(Story.Type, KubeFixture.Key("one"), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(5, 1)]
    [InlineData(500, 1)]
    public async Task ListAsync_Pages_AllObjectsOnce(int pageSize, int calls)
    {
        await using var kube = await KubeFixture.StartAsync();
        var names = Enumerable.Range(0, 5).Select(i => $"s{i}").ToList();
        names.ForEach(name => kube.Server.Put(Story.Type, Story.Named(name)));

        var list = await kube.Client.ListAsync(Story.Type, new() { PageSize = pageSize }, kube.Token);

        Assert.Equal(names, list.Items.Select(item => item.Metadata.Name));
        Assert.Equal(calls, kube.Server.Faults.Calls.Count);
    }

    [Fact]
    public async Task ListAsync_PagesExpireMeanwhile_StartsAgain()
    {
        await using var kube = await KubeFixture.StartAsync();
        Enumerable.Range(0, 3).ToList().ForEach(i => kube.Server.Put(Story.Type, Story.Named($"s{i}")));
        kube.Server.Faults.OnNext(call => call.QueryOf("continue").Length > 0, FakeFault.Gone);

        var list = await kube.Client.ListAsync(Story.Type, new() { PageSize = 2 }, kube.Token);

        Assert.Equal(3, list.Items.Count);
        Assert.Equal(4, kube.Server.Faults.Calls.Count);
    }

    [Theory]
    [InlineData("app=web", null, "a,b")]
    [InlineData("app=web,tier!=db", null, "a")]
    [InlineData("app in (web, api),!tier", null, "a")]
    [InlineData(null, "metadata.name=c", "c")]
    [InlineData(null, "spec.nodeName=n1", "b")]
    public async Task ListAsync_Selectors_OnlyWhatMatches(string? labels, string? fields, string expected)
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(CoreTypes.Pods, SomePod.Of("a", null, ("app", "web")));
        kube.Server.Put(CoreTypes.Pods, SomePod.Of("b", "n1", ("app", "web"), ("tier", "db")));
        kube.Server.Put(CoreTypes.Pods, SomePod.Of("c", "n2"));

        var list = await kube.Client.ListAsync(CoreTypes.Pods, new() { Labels = labels, Fields = fields }, kube.Token);

        Assert.Equal(expected, string.Join(',', list.Items.Select(pod => pod.Metadata.Name)));
    }
}

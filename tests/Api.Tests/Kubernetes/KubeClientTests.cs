using System.Text.Json.Nodes;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.TestKit.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class KubeClientTests
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
        kube.Server.Put(CoreTypes.Pods, Pod("a", null, ("app", "web")));
        kube.Server.Put(CoreTypes.Pods, Pod("b", "n1", ("app", "web"), ("tier", "db")));
        kube.Server.Put(CoreTypes.Pods, Pod("c", "n2"));

        var list = await kube.Client.ListAsync(CoreTypes.Pods, new() { Labels = labels, Fields = fields }, kube.Token);

        Assert.Equal(expected, string.Join(',', list.Items.Select(pod => pod.Metadata.Name)));
    }

    [Fact]
    public async Task CreateAsync_NameTaken_AlreadyExistsAsValue()
    {
        await using var kube = await KubeFixture.StartAsync();
        var first = await kube.Client.CreateAsync(Story.Type, Story.Named("one", "first"), kube.Token);

        var second = await kube.Client.CreateAsync(Story.Type, Story.Named("one", "second"), kube.Token);

        Assert.NotEmpty(first.Require().Metadata.Uid);
        Assert.Equal(KubeOutcome.AlreadyExists, second.Outcome);
        Assert.Null(second.Value);
        Assert.Contains("creating Story 'default/one'", second.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("first", kube.Server.Find(Story.Type, KubeFixture.Key("one"))?.Spec.Title);
    }

    [Fact]
    public async Task ApplyAsync_FieldLeftOut_GoesWhileOthersFieldsStay()
    {
        await using var kube = await KubeFixture.StartAsync();
        var one = Story.Named("one", "mine");
        await kube.Client.ApplyAsync(Story.Type, one, kube.Token);
        await kube.Client.MergePatchAsync(
            Story.Type, KubeFixture.Key("one"), new() { ["spec"] = new JsonObject { ["author"] = "theirs" } }, PatchTarget.Whole, kube.Token);

        var applied = await kube.Client.ApplyAsync(Story.Type, one with { Spec = new() }, kube.Token);

        Assert.Equal(new StorySpec { Author = "theirs" }, applied.Require().Spec);
        Assert.All(
            kube.Server.Faults.Calls.Where(call => call.ContentType == "application/apply-patch+yaml"),
            call => Assert.Equal(("podmotion", "true"), (call.QueryOf("fieldManager"), call.QueryOf("force"))));
    }

    [Fact]
    public async Task MergePatchAsync_VersionIsOld_ConflictAsValue()
    {
        await using var kube = await KubeFixture.StartAsync();
        var old = kube.Server.Put(Story.Type, Story.Named("one"));
        kube.Server.Put(Story.Type, Story.Named("one", "newer"));
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["a"] = "b" } } };

        var result = await kube.Client.MergePatchAsync(
            Story.Type, KubeFixture.Key("one"), patch, new() { ResourceVersion = old.Metadata.ResourceVersion }, kube.Token);

        Assert.Equal(KubeOutcome.Conflict, result.Outcome);
        Assert.False(patch["metadata"]!.AsObject().ContainsKey("resourceVersion"));
        Assert.Empty(kube.Server.Find(Story.Type, KubeFixture.Key("one"))!.Metadata.Labels);
    }

    [Fact]
    public async Task ReplaceStatusAsync_ObjectWrittenMeanwhile_ConflictAndNothingChanges()
    {
        await using var kube = await KubeFixture.StartAsync();
        var old = kube.Server.Put(Story.Type, Story.Named("one"));
        kube.Server.Put(Story.Type, Story.Named("one", "newer"));

        var result = await kube.Client.ReplaceStatusAsync(Story.Type, old with { Status = new() { Chapters = 3 } }, kube.Token);

        Assert.Equal(KubeOutcome.Conflict, result.Outcome);
        Assert.Null(kube.Server.Find(Story.Type, KubeFixture.Key("one"))!.Status);
    }

    [Fact]
    public async Task ReplaceStatusAsync_NoVersion_Invalid()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(Story.Type, Story.Named("one"));

        var result = await kube.Client.ReplaceStatusAsync(Story.Type, Story.Named("one"), kube.Token);

        Assert.Equal(KubeOutcome.Invalid, result.Outcome);
    }

    [Fact]
    public async Task DeleteAsync_Namesake_ConflictAndItStays()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(Story.Type, Story.Named("one"));

        var result = await kube.Client.DeleteAsync(Story.Type, KubeFixture.Key("one"), new() { Uid = "another" }, kube.Token);

        Assert.Equal(KubeOutcome.Conflict, result.Outcome);
        Assert.NotNull(kube.Server.Find(Story.Type, KubeFixture.Key("one")));
    }

    [Fact]
    public async Task DeleteAsync_LostAnswer_IsDoneAllTheSame()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(Story.Type, Story.Named("one"));
        kube.Server.Faults.OnNext(call => call.IsWrite, FakeFault.LostAnswer);

        await Assert.ThrowsAsync<KubeException>(() => kube.Client.DeleteAsync(Story.Type, KubeFixture.Key("one"), new(), kube.Token));

        Assert.Equal(KubeOutcome.NotFound, (await kube.Client.DeleteAsync(Story.Type, KubeFixture.Key("one"), new(), kube.Token)).Outcome);
    }

    [Fact]
    public async Task DeleteAsync_PodOnNode_StaysUntilKubeletIsDone()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(CoreTypes.Pods, Pod("web", "n1"));

        await kube.Client.DeleteAsync(CoreTypes.Pods, KubeFixture.Key("web"), new() { GracePeriodSeconds = 1 }, kube.Token);
        var dying = kube.Server.Find(CoreTypes.Pods, KubeFixture.Key("web"));
        await kube.Client.DeleteAsync(CoreTypes.Pods, KubeFixture.Key("web"), new() { GracePeriodSeconds = 0 }, kube.Token);

        Assert.Equal(kube.Time.GetUtcNow().AddSeconds(1), dying!.Metadata.DeletionTimestamp);
        Assert.Null(kube.Server.Find(CoreTypes.Pods, KubeFixture.Key("web")));
    }

    [Fact]
    public async Task DeleteAsync_Finalizer_StaysUntilItIsTakenAway()
    {
        await using var kube = await KubeFixture.StartAsync();
        var one = Story.Named("one");
        kube.Server.Put(Story.Type, one with { Metadata = one.Metadata with { Finalizers = ["test.podmotion.io/hold"] } });

        await kube.Client.DeleteAsync(Story.Type, KubeFixture.Key("one"), new(), kube.Token);
        var dying = kube.Server.Find(Story.Type, KubeFixture.Key("one"));
        await kube.Client.MergePatchAsync(
            Story.Type, KubeFixture.Key("one"), new() { ["metadata"] = new JsonObject { ["finalizers"] = null } }, PatchTarget.Whole, kube.Token);

        Assert.NotNull(dying?.Metadata.DeletionTimestamp);
        Assert.Null(kube.Server.Find(Story.Type, KubeFixture.Key("one")));
    }

    [Fact]
    public async Task BindPodAsync_Unscheduled_BoundOnceOnly()
    {
        await using var kube = await KubeFixture.StartAsync();
        var pod = kube.Server.Put(CoreTypes.Pods, Pod("web", null));

        var first = await kube.Client.BindPodAsync(KubeFixture.Key("web"), pod.Metadata.Uid, "n1", kube.Token);
        var second = await kube.Client.BindPodAsync(KubeFixture.Key("web"), pod.Metadata.Uid, "n2", kube.Token);

        Assert.True(first.IsDone);
        Assert.Equal(KubeOutcome.Conflict, second.Outcome);
        Assert.Equal("n1", kube.Server.Find(CoreTypes.Pods, KubeFixture.Key("web"))?.Spec.NodeName);
    }

    [Fact]
    public async Task BindPodAsync_Namesake_Conflict()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Put(CoreTypes.Pods, Pod("web", null));

        Assert.Equal(KubeOutcome.Conflict, (await kube.Client.BindPodAsync(KubeFixture.Key("web"), "another", "n1", kube.Token)).Outcome);
    }

    [Fact]
    public async Task CreateRawAsync_FieldsWithoutMember_Kept()
    {
        await using var kube = await KubeFixture.StartAsync();
        var raw = JsonNode.Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"default"},"spec":{"unheardOf":{"a":[1,null]}}}""")!.AsObject();

        await kube.Client.CreateRawAsync(CoreTypes.Pods, raw, kube.Token);
        var read = await kube.Client.GetRawAsync(CoreTypes.Pods, KubeFixture.Key("web"), kube.Token);

        Assert.True(JsonNode.DeepEquals(raw["spec"], read!["spec"]));
    }

    [Fact]
    public async Task ReplaceAsync_LeaseTakenByOther_Conflict()
    {
        await using var kube = await KubeFixture.StartAsync();
        var free = new Lease { Metadata = new() { Name = "leader", Namespace = "default" }, Spec = new() { LeaseDurationSeconds = 15 } };
        var lease = (await kube.Client.CreateAsync(CoreTypes.Leases, free, kube.Token)).Require();

        var mine = await kube.Client.ReplaceAsync(CoreTypes.Leases, lease with { Spec = lease.Spec with { HolderIdentity = "me" } }, kube.Token);
        var yours = await kube.Client.ReplaceAsync(CoreTypes.Leases, lease with { Spec = lease.Spec with { HolderIdentity = "you" } }, kube.Token);

        Assert.True(mine.IsDone);
        Assert.Equal(KubeOutcome.Conflict, yours.Outcome);
    }

    private static Pod Pod(string name, string? node, params (string Name, string Value)[] labels) => new()
    {
        Metadata = new() { Name = name, Namespace = "default", Labels = labels.ToDictionary(label => label.Name, label => label.Value) },
        Spec = new() { NodeName = node },
    };
}

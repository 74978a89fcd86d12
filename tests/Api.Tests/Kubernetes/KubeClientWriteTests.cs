using System.Text.Json.Nodes;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.TestKit.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class KubeClientWriteTests
{
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
        kube.Server.Put(CoreTypes.Pods, SomePod.Of("web", "n1"));

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
        var pod = kube.Server.Put(CoreTypes.Pods, SomePod.Of("web", null));

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
        kube.Server.Put(CoreTypes.Pods, SomePod.Of("web", null));

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
}

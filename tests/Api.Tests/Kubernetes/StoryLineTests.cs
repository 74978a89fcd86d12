using System.Text.Json.Nodes;
using PodMotion.Api.Kubernetes;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>One life of an object from create to delete, on the fake API server and on a real one: where they differ, the fake is wrong.</summary>
public sealed class StoryLineTests
{
    private static readonly ResourceType Definitions = new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Namespaced: false);

    [Fact]
    public async Task FakeServer_WholeLife_AsExpected()
    {
        await using var kube = await KubeFixture.StartAsync();

        await RunAsync(kube.Client, kube.Token);
    }

    [RealApiServerFact]
    public async Task RealServer_WholeLife_AsExpected()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var client = KubeClient.Connect(KubeConfig.Load(RealApiServerFactAttribute.Kubeconfig), TimeProvider.System);
        await DefineAsync(client, patience.Token);
        try
        {
            await RunAsync(client, patience.Token);
        }
        finally
        {
            await ForgetAsync(client, patience.Token);
        }
    }

    [RealApiServerFact]
    public async Task RealServer_EventAndLease_AreAccepted()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var client = KubeClient.Connect(KubeConfig.Load(RealApiServerFactAttribute.Kubeconfig), TimeProvider.System);
        var log = new ListLogger();
        var name = $"lease-{Guid.NewGuid():N}";
        var now = TimeProvider.System.GetUtcNow();

        var lease = (await client.CreateAsync(
            CoreTypes.Leases,
            new() { Metadata = new() { Name = name, Namespace = "default" }, Spec = new() { HolderIdentity = "me", LeaseDurationSeconds = 15, RenewTime = now } },
            patience.Token)).Require();
        var recorder = new EventRecorder(client, "podmotion-test", TimeProvider.System, log);
        await recorder.NormalAsync(CoreTypes.Leases, lease, "Held", "The lease is held.", patience.Token);
        await recorder.NormalAsync(CoreTypes.Leases, lease, "Held", "The lease is held.", patience.Token);

        var events = await client.ListAsync(CoreTypes.Events, new() { Namespace = "default" }, patience.Token);
        Assert.Equal(2, Assert.Single(events.Items, said => said.InvolvedObject.Uid == lease.Metadata.Uid).Count);
        Assert.Empty(log.Entries);
        Assert.True((await client.ReplaceAsync(CoreTypes.Leases, lease with { Spec = lease.Spec with { HolderIdentity = "" } }, patience.Token)).IsDone);
        Assert.Equal(KubeOutcome.Conflict, (await client.ReplaceAsync(CoreTypes.Leases, lease, patience.Token)).Outcome);
        Assert.True((await client.DeleteAsync(CoreTypes.Leases, new("default", name), new(), patience.Token)).IsDone);
    }

    private static async Task RunAsync(KubeClient client, CancellationToken cancellationToken)
    {
        var key = new ObjectKey("default", $"story-{Guid.NewGuid():N}");
        await using var watched = new StoryWatch(client, key, cancellationToken);
        await watched.Cache.Synced.WaitAsync(cancellationToken);

        await WriteAsync(client, key, cancellationToken);
        Assert.Equal("created", (await watched.NextAsync())?.Spec.Title);
        Assert.Equal(3, (await watched.NextAsync())?.Status?.Chapters);
        Assert.Equal("applied", (await watched.NextAsync())?.Spec.Title);
        Assert.Equal(4, (await watched.NextAsync())?.Status?.Chapters);

        await DeleteAsync(client, key, cancellationToken);
        Assert.NotNull((await watched.NextAsync())?.Metadata.DeletionTimestamp);
        Assert.Null(await watched.NextAsync());
        Assert.Null(await client.GetAsync(Story.Type, key, cancellationToken));
    }

    private static async Task WriteAsync(KubeClient client, ObjectKey key, CancellationToken cancellationToken)
    {
        var story = Story.Named(key.Name, "created");
        var created = (await client.CreateAsync(Story.Type, story with { Metadata = story.Metadata with { Finalizers = ["test.podmotion.io/hold"] } }, cancellationToken)).Require();
        Assert.Equal(1, created.Metadata.Generation);
        Assert.Equal(KubeOutcome.AlreadyExists, (await client.CreateAsync(Story.Type, story, cancellationToken)).Outcome);

        var chaptered = (await client.ReplaceStatusAsync(Story.Type, created with { Spec = new() { Title = "ignored" }, Status = new() { Chapters = 3 } }, cancellationToken)).Require();
        Assert.Equal("created", chaptered.Spec.Title);
        Assert.Equal(KubeOutcome.Conflict, (await client.ReplaceStatusAsync(Story.Type, created with { Status = new() { Chapters = 9 } }, cancellationToken)).Outcome);

        var applied = (await client.ApplyAsync(Story.Type, story with { Spec = new() { Title = "applied" } }, cancellationToken)).Require();
        Assert.Equal((2L, 3), (applied.Metadata.Generation, applied.Status?.Chapters));
        var again = (await client.ApplyAsync(Story.Type, story with { Spec = new() { Title = "applied" } }, cancellationToken)).Require();
        Assert.Equal(applied.Metadata.ResourceVersion, again.Metadata.ResourceVersion);

        var patch = new JsonObject { ["status"] = new JsonObject { ["chapters"] = 4 } };
        Assert.Equal(
            KubeOutcome.Conflict,
            (await client.MergePatchAsync(Story.Type, key, patch, PatchTarget.Status with { ResourceVersion = created.Metadata.ResourceVersion }, cancellationToken)).Outcome);
        Assert.Equal(4, (await client.MergePatchAsync(Story.Type, key, patch, PatchTarget.Status, cancellationToken)).Require().Status?.Chapters);
    }

    private static async Task DeleteAsync(KubeClient client, ObjectKey key, CancellationToken cancellationToken)
    {
        Assert.Equal(KubeOutcome.Conflict, (await client.DeleteAsync(Story.Type, key, new() { Uid = "another" }, cancellationToken)).Outcome);
        Assert.True((await client.DeleteAsync(Story.Type, key, new(), cancellationToken)).IsDone);
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } };
        Assert.True((await client.MergePatchAsync(Story.Type, key, patch, PatchTarget.Whole, cancellationToken)).IsDone);
        Assert.Equal(KubeOutcome.NotFound, (await client.DeleteAsync(Story.Type, key, new(), cancellationToken)).Outcome);
    }

    private static async Task DefineAsync(KubeClient client, CancellationToken cancellationToken)
    {
        var definition = JsonNode.Parse("""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"stories.test.podmotion.io"},
             "spec":{"group":"test.podmotion.io","scope":"Namespaced","names":{"plural":"stories","singular":"story","kind":"Story"},
              "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}},
               "schema":{"openAPIV3Schema":{"type":"object","properties":{
                "spec":{"type":"object","properties":{"title":{"type":"string"},"author":{"type":"string"}}},
                "status":{"type":"object","properties":{"chapters":{"type":"integer"},"conditions":{"type":"array","items":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}}}}]}}
            """)!.AsObject();
        (await client.ApplyRawAsync(Definitions, definition, cancellationToken)).Require();
        while (!await IsServedAsync(client, cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task ForgetAsync(KubeClient client, CancellationToken cancellationToken)
    {
        var key = new ObjectKey("", "stories.test.podmotion.io");
        while ((await client.DeleteAsync(Definitions, key, new(), cancellationToken)).Outcome != KubeOutcome.NotFound)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> IsServedAsync(KubeClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ListAsync(Story.Type, Selection.All, cancellationToken);
            return true;
        }
        catch (KubeException)
        {
            return false;
        }
    }
}

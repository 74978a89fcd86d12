using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.TestKit.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class EventRecorderTests
{
    [Fact]
    public async Task WarningAsync_New_NamesTheObject()
    {
        await using var kube = await KubeFixture.StartAsync();
        var one = kube.Server.Put(Story.Type, Story.Named("one"));

        await Recorder(kube).WarningAsync(Story.Type, one, "Stuck", "The story is stuck.", kube.Token);

        var said = Assert.Single(kube.Server.All(CoreTypes.Events));
        Assert.Equal(("Warning", "Stuck", "The story is stuck.", 1), (said.Type, said.Reason, said.Message, said.Count));
        Assert.Equal((one.Metadata.Uid, "Story", "test.podmotion.io/v1"), (said.InvolvedObject.Uid, said.InvolvedObject.Kind, said.InvolvedObject.ApiVersion));
        Assert.Equal(kube.Time.GetUtcNow(), said.LastTimestamp);
    }

    [Fact]
    public async Task NormalAsync_SaidAgainAfterRestart_CountsOnTheSameEvent()
    {
        await using var kube = await KubeFixture.StartAsync();
        var one = kube.Server.Put(Story.Type, Story.Named("one"));
        await Recorder(kube).NormalAsync(Story.Type, one, "Written", "A chapter was written.", kube.Token);
        var first = kube.Time.GetUtcNow();
        kube.Time.Advance(TimeSpan.FromMinutes(1));

        await Recorder(kube).NormalAsync(Story.Type, one, "Written", "A chapter was written.", kube.Token);

        var said = Assert.Single(kube.Server.All(CoreTypes.Events));
        Assert.Equal((2, first, first.AddMinutes(1)), (said.Count, said.FirstTimestamp, said.LastTimestamp));
    }

    [Fact]
    public async Task NormalAsync_AnotherSentence_IsAnotherEvent()
    {
        await using var kube = await KubeFixture.StartAsync();
        var one = kube.Server.Put(Story.Type, Story.Named("one"));

        await Recorder(kube).NormalAsync(Story.Type, one, "Written", "Chapter 1 was written.", kube.Token);
        await Recorder(kube).NormalAsync(Story.Type, one, "Written", "Chapter 2 was written.", kube.Token);

        Assert.Equal(2, kube.Server.All(CoreTypes.Events).Count);
    }

    [Fact]
    public async Task NormalAsync_ObjectOfTheCluster_IsInNamespaceDefault()
    {
        await using var kube = await KubeFixture.StartAsync();
        var node = kube.Server.Put(CoreTypes.Nodes, new Node { Metadata = new() { Name = new('n', 250) } });

        await Recorder(kube).NormalAsync(CoreTypes.Nodes, node, "Drained", new('x', 2000), kube.Token);

        var said = Assert.Single(kube.Server.All(CoreTypes.Events));
        Assert.Equal(("default", null), (said.Metadata.Namespace, said.InvolvedObject.Namespace));
        Assert.True(said.Metadata.Name.Length <= 253);
        Assert.Equal(1024, said.Message.Length);
    }

    [Fact]
    public async Task NormalAsync_ServerInTrouble_LoggedAndForgotten()
    {
        await using var kube = await KubeFixture.StartAsync();
        kube.Server.Faults.OnNext(_ => true, FakeFault.ServerError);

        await Recorder(kube).NormalAsync(Story.Type, Story.Named("one"), "Written", "A chapter was written.", kube.Token);

        Assert.StartsWith("Event Written was not recorded: ", Assert.Single(kube.Log.Entries).Message, StringComparison.Ordinal);
    }

    private static EventRecorder Recorder(KubeFixture kube) => new(kube.Client, "storyteller", kube.Time, kube.Log);
}

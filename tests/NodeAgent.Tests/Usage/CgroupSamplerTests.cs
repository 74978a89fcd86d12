using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PodMotion.Api.Metrics;
using PodMotion.NodeAgent.Usage;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Usage;

public sealed class CgroupSamplerTests : IDisposable
{
    private const string Node = "/k8r/worker-1";
    private const string PodA = "0a1b2c3d-1111-2222-3333-444455556666";
    private const string PodB = "bbbbbbbb-1111-2222-3333-444455556666";

    private readonly SteppedTimeProvider _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Current_BeforeTheFirstSample_IsNull()
    {
        using var machine = new FakeMachine(FakeMachine.V1Mounts);
        using var sampler = Sampler(machine, Node);

        Assert.Null(sampler.Current);
    }

    [Fact]
    public void Sample_TwiceOnV1_GivesAveragesAndWorkingSets()
    {
        using var machine = new FakeMachine(FakeMachine.V1Mounts);
        machine.WriteV1(Node, cpuMilliseconds: 1_000, memory: 900, inactive: 100);
        machine.WriteV1($"{Node}/kubepods/burstable/pod{PodA}", 500, 400, 50);
        using var sampler = Sampler(machine, Node);

        sampler.Sample();
        var first = sampler.Current;
        machine.WriteV1(Node, 8_500, 1_000, 100);
        machine.WriteV1($"{Node}/kubepods/burstable/pod{PodA}", 3_000, 500, 50);
        SampleLater(sampler);

        Assert.Equal(new UsageFigures(null, 800), first?.Node);
        Assert.Equal(new UsageFigures(null, 350), first?.Pods[PodA]);
        Assert.Equal(new UsageFigures(1.5, 900), sampler.Current?.Node);
        Assert.Equal(new UsageFigures(0.5, 450), sampler.Current?.Pods[PodA]);
        Assert.Equal(_time.GetUtcNow(), sampler.Current?.SampledAt);
    }

    [Fact]
    public void Sample_TwiceOnV2_GivesAveragesAndWorkingSets()
    {
        using var machine = new FakeMachine(FakeMachine.V2Mounts);
        var pod = $"{Node}/kubepods.slice/kubepods-pod{PodA.Replace('-', '_')}.slice";
        machine.WriteV2(Node, 1_000, 900, 100);
        machine.WriteV2(pod, 0, 400, 50);
        using var sampler = Sampler(machine, Node);

        sampler.Sample();
        machine.WriteV2(Node, 6_000, 900, 1_000);
        machine.WriteV2(pod, 1_250, 400, 50);
        SampleLater(sampler);

        Assert.Equal(new UsageFigures(1, 0), sampler.Current?.Node);
        Assert.Equal(new UsageFigures(0.25, 350), sampler.Current?.Pods[PodA]);
    }

    [Fact]
    public void Sample_RootOfV2_ReadsTheMachine()
    {
        using var machine = new FakeMachine(FakeMachine.V2Mounts);
        machine.WriteProc(busyClockTicks: 100);
        machine.WriteV2($"/kubepods/pod{PodA}", 0, 400, 50);
        using var sampler = Sampler(machine, "/");

        sampler.Sample();
        machine.WriteProc(busyClockTicks: 1_100);
        SampleLater(sampler);

        Assert.Equal(new UsageFigures(2, 500 * 1024), sampler.Current?.Node);
        Assert.Equal([PodA], sampler.Current?.Pods.Keys);
    }

    [Fact]
    public void Sample_CounterWentBack_GivesNoCpuFigureThenAverages()
    {
        using var machine = new FakeMachine(FakeMachine.V1Mounts);
        machine.WriteV1(Node, 9_000, 900, 100);
        using var sampler = Sampler(machine, Node);

        sampler.Sample();
        machine.WriteV1(Node, 100, 900, 100);
        SampleLater(sampler);
        var afterReset = sampler.Current;
        machine.WriteV1(Node, 600, 900, 100);
        SampleLater(sampler);

        Assert.Null(afterReset?.Node.CpuCores);
        Assert.Equal(0.1, sampler.Current?.Node.CpuCores);
    }

    [Theory]
    [InlineData("/sys/fs/cgroup/memory{0}/memory.stat")]
    [InlineData("/sys/fs/cgroup/memory{0}/memory.usage_in_bytes")]
    [InlineData("/sys/fs/cgroup/cpu,cpuacct{0}/cpuacct.usage")]
    public void Sample_PodVanishesMidRead_IsWithoutIt(string file)
    {
        using var machine = new FakeMachine(FakeMachine.V1Mounts);
        machine.WriteV1(Node, 0, 900, 100);
        machine.WriteV1($"{Node}/kubepods/pod{PodA}", 0, 400, 50);
        machine.WriteV1($"{Node}/kubepods/pod{PodB}", 0, 400, 50);
        machine.Delete(string.Format(null, file, $"{Node}/kubepods/pod{PodA}"));
        using var sampler = Sampler(machine, Node);

        sampler.Sample();

        Assert.Equal([PodB], sampler.Current?.Pods.Keys);
    }

    [Fact]
    public async Task StartAsync_NodeCgroupUnreadable_KeepsRunningWithoutASample()
    {
        using var machine = new FakeMachine(FakeMachine.V1Mounts);
        using var sampler = Sampler(machine, Node);

        await sampler.StartAsync(CancellationToken.None);
        await sampler.StopAsync(CancellationToken.None);

        Assert.Null(sampler.Current);
        Assert.True(sampler.ExecuteTask?.IsFaulted is false);
    }

    [Fact]
    public void Open_NoHierarchyShowsTheNode_SaysSo()
    {
        using var machine = new FakeMachine("24 23 0:22 / /proc rw,relatime - proc proc rw");

        var exception = Assert.Throws<InvalidOperationException>(() => Sampler(machine, Node));

        Assert.Equal(
            "No mounted cgroup hierarchy with 'cpuacct' shows the node's cgroup '/k8r/worker-1'; the agent needs it to read usage and does not start.",
            exception.Message);
    }

    [Fact]
    public void Metrics_AfterOneSample_ShowMemoryAndNoCpuYet()
    {
        using var machine = new FakeMachine(FakeMachine.V1Mounts);
        machine.WriteV1(Node, 0, 900, 100);
        using var metrics = new PrometheusMetrics("PodMotion.NodeAgent");
        using var sampler = Sampler(machine, Node);

        sampler.Sample();
        var lines = metrics.Scrape().Split('\n');

        Assert.Contains("podmotion_node_cpu_usage NaN", lines);
        Assert.Contains("podmotion_node_memory_working_set_bytes 800", lines);
        Assert.Contains("podmotion_node_pods 0", lines);
    }

    private void SampleLater(CgroupSampler sampler)
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        sampler.Sample();
    }

    private CgroupSampler Sampler(FakeMachine machine, string nodeCgroup)
    {
        var options = Options.Create(new UsageOptions { NodeCgroup = nodeCgroup, FileSystemRoot = machine.Root });
        var meters = _services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        return new CgroupSampler(options, _time, meters, NullLogger<CgroupSampler>.Instance);
    }
}

using PodMotion.Api;
using PodMotion.Rebalancer.Migrations;
using PodMotion.Rebalancer.Tests.Fakes;
using Xunit;

namespace PodMotion.Rebalancer.Tests.Migrations;

/// <summary>Who waits for whom.</summary>
public sealed class MigrationQueueTests(AgentPair agents) : IClassFixture<AgentPair>
{
    [Theory]
    [InlineData("web-0", false, "prod/other")]
    [InlineData("web-0-m1", false, "prod/other")]
    [InlineData("web-1", false, null)]
    [InlineData("web-0", true, "prod/other")]
    public async Task Ask_AnotherMovesAPodBetweenOtherNodes_WaitsForItIfItIsTheSamePod(string podName, bool dryRun, string? expected)
    {
        await using var world = await World.StartAsync(agents);
        var mine = world.Put(Queued());
        world.Put(mine with
        {
            Metadata = new() { Namespace = "prod", Name = "other", Uid = "o" },
            Spec = mine.Spec with { PodName = podName, DryRun = dryRun },
            Status = new() { Phase = MigrationPhase.Transferring, SourceNodeName = "n3", TargetNodeName = "n4", TargetPodName = "x-m1" },
        });
        await world.RestartAsync();

        var verdict = await world.Process.Get<MigrationQueue>().AskAsync(mine, CancellationToken.None);

        Assert.Equal(expected, verdict.WaitsFor);
    }

    [Fact]
    public async Task Reconcile_AnotherAsksForItsTurn_ComesBackInsteadOfWaiting()
    {
        await using var world = await World.StartAsync(agents);
        world.Put(Queued());
        await world.RestartAsync();
        await world.Process.Get<MigrationQueue>().Turn.WaitAsync(CancellationToken.None);

        var again = await world.Process.LookAsync(World.Key);

        Assert.Equal(TimeSpan.FromMilliseconds(500), again);
        Assert.Equal(MigrationPhase.Queued, world.Phase);
    }

    private static PodMigration Queued() => Objects.Migration() with
    {
        Status = new()
        {
            Phase = MigrationPhase.Queued,
            SourceNodeName = "n1",
            SourcePodUID = "source",
            TargetNodeName = "n2",
            TargetPodName = "web-0-m1",
        },
    };
}

using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Rebalancer.Tests.Fakes;
using Xunit;

namespace PodMotion.Rebalancer.Tests.Migrations;

/// <summary>What cannot be moved is refused with every reason at once, and nothing is touched.</summary>
public sealed class BadInputTests(AgentPair agents) : IClassFixture<AgentPair>
{
    public static TheoryData<string, Func<PodMigrationSpec, PodMigrationSpec>> BadSpecs => new()
    {
        { Reasons.PodNotFound, static spec => spec with { PodName = "nobody" } },
        { Reasons.NamespaceMismatch, static spec => spec with { PodNamespace = "other" } },
        { Reasons.PodReplaced, static spec => spec with { SourcePodUID = "another" } },
        { Reasons.TargetIsSource, static spec => spec with { TargetNodeName = "n1" } },
        { Reasons.TargetNotFound, static spec => spec with { TargetNodeName = "n9" } },
        { Reasons.ModeNotAvailable, static spec => spec with { Mode = MigrationMode.PostCopy } },
        { Reasons.ModeNotAvailable, static spec => spec with { Mode = MigrationMode.Cold } },
        { Reasons.TcpModeNotAvailable, static spec => spec with { TcpPreservationMode = TcpPreservationMode.Strict } },
    };

    private static PodMigration UnderWayAndThenCalledADryRun => Objects.Migration() with
    {
        Metadata = new() { Namespace = "prod", Name = "other", Uid = "other" },
        Spec = Objects.Migration().Spec with { DryRun = true },
        Status = new() { Phase = MigrationPhase.Transferring, SourceNodeName = "n1", TargetNodeName = "n2", TargetPodName = "web-0-m1" },
    };

    public static TheoryData<string, Action<World>> BadWorlds => new()
    {
        { "'n2' is not Ready", static world => world.Api.Put(CoreTypes.Nodes, Objects.Node("n2", ready: false)) },
        { "'n2'", static world => world.Agents.N2.Silent = true },
        { "'n2'", static world => world.Agents.N2.Capable = false },
        { "'n1' has no agent", static world => world.Agents.N1.Silent = true },
        { "CRIU is missing", static world => world.Agents.N1.Capable = false },
        { "phase is 'Pending'", static world => world.Api.Put(CoreTypes.Pods, Objects.Pod() with { Status = new() { Phase = "Pending" } }) },
        { "hostNetwork", static world => world.Api.Put(CoreTypes.Pods, Objects.Pod() with { Spec = Objects.Pod().Spec with { HostNetwork = true } }) },
        { "ReplicaSet", static world => world.Api.Put(CoreTypes.Pods, Objects.Pod() with { Metadata = Objects.Pod().Metadata with { OwnerReferences = [new() { Kind = "ReplicaSet", Name = "web" }] } }) },
        { "moved by PodMigration 'prod/other'", static world => world.Put(UnderWayAndThenCalledADryRun) },
        { "has a device", static world => world.Agents.N1.Blocker = new() { Reason = "Device", Message = "container 'redis' has a device open." } },
    };

    [Theory]
    [MemberData(nameof(BadSpecs))]
    public async Task Reconcile_SpecThatMakesNoSense_FailsWithItsReason(string reason, Func<PodMigrationSpec, PodMigrationSpec> change)
    {
        await using var world = await World.StartAsync(agents);
        world.Put(Objects.Migration() with { Spec = change(Objects.Migration().Spec) });

        await world.RunToEndAsync();

        var status = world.Migration!.Status!;
        Assert.Equal(MigrationPhase.Failed, status.Phase);
        Assert.Equal(reason, status.Reason);
        Assert.Equal("False", status.Conditions.Single(static condition => condition.Type == ConditionTypes.Succeeded).Status);
        AssertUntouched(world);
    }

    [Theory]
    [MemberData(nameof(BadWorlds))]
    public async Task Reconcile_WorldThatStandsAgainstIt_FailsAndNamesIt(string named, Action<World> change)
    {
        await using var world = await World.StartAsync(agents);
        change(world);

        await world.RunToEndAsync();

        var status = world.Migration!.Status!;
        Assert.Equal(MigrationPhase.Failed, status.Phase);
        Assert.Contains(named, status.Message, StringComparison.Ordinal);
        AssertUntouched(world);
    }

    [Fact]
    public async Task Reconcile_SeveralObstacles_NamesAllAtOnce()
    {
        await using var world = await World.StartAsync(agents);
        world.Api.Put(CoreTypes.Pods, Objects.Pod() with { Spec = Objects.Pod().Spec with { HostNetwork = true, HostPID = true } });
        var migration = Objects.Migration();
        world.Put(migration with { Spec = migration.Spec with { TargetNodeName = "n9", TcpPreservationMode = TcpPreservationMode.Strict } });

        await world.RunToEndAsync();

        var message = world.Migration!.Status!.Message!;
        foreach (var part in new[] { "Strict", "hostNetwork", "hostPID", "'n9' does not exist" })
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reconcile_DryRunOfWhatCannotMove_EstimatesThatItIsNotEligible()
    {
        await using var world = await World.StartAsync(agents);
        var migration = Objects.Migration();
        world.Put(migration with { Spec = migration.Spec with { DryRun = true, TargetNodeName = "n1" } });

        await world.RunToEndAsync();

        var status = world.Migration!.Status!;
        Assert.Equal(MigrationPhase.DryRunComplete, status.Phase);
        Assert.False(status.DryRunEstimate!.Eligible);
        Assert.Equal(Reasons.TargetIsSource, Assert.Single(status.DryRunEstimate.Blockers).Reason);
    }

    [Fact]
    public async Task Reconcile_PodThatIsMovedAlready_FailsTheSecond()
    {
        await using var world = await World.StartAsync(agents);
        var second = Objects.Migration();
        world.Put(second with { Metadata = second.Metadata with { Name = "second", Uid = "2" } });
        await world.RunUntilAsync(MigrationPhase.PreparingTarget);

        for (var look = 0; look < 5; look++)
        {
            await world.Process.LookAsync(new("prod", "second"));
        }

        var status = world.Api.Find(PodMotionTypes.PodMigrations, new("prod", "second"))!.Status!;
        Assert.Equal((MigrationPhase.Failed, Reasons.AlreadyMigrating), (status.Phase, status.Reason));
    }

    [Fact]
    public async Task Reconcile_AnotherMoveBetweenTheSameNodes_WaitsForIt()
    {
        await using var world = await World.StartAsync(agents);
        var other = Objects.Pod();
        world.Api.Put(CoreTypes.Pods, other with { Metadata = other.Metadata with { Name = "web-1", Uid = "other" } });
        var second = Objects.Migration();
        world.Put(second with { Metadata = second.Metadata with { Name = "second", Uid = "2" }, Spec = second.Spec with { PodName = "web-1" } });
        await world.RunUntilAsync(MigrationPhase.PreparingTarget);

        for (var look = 0; look < 5; look++)
        {
            await world.Process.LookAsync(new("prod", "second"));
        }

        var status = world.Api.Find(PodMotionTypes.PodMigrations, new("prod", "second"))!.Status!;
        Assert.Equal(MigrationPhase.Queued, status.Phase);
        Assert.Contains("'prod/move-web'", status.Queue!.Message, StringComparison.Ordinal);
    }

    private static void AssertUntouched(World world)
    {
        Assert.Null(world.Target);
        Assert.NotNull(world.Source);
        Assert.Empty(world.Agents.N1.Sessions);
        Assert.Empty(world.Agents.N2.Sessions);
    }
}

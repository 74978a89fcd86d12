using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Api.Kubernetes;
using PodMotion.Rebalancer.Tests.Fakes;
using PodMotion.TestKit.Kubernetes;
using Xunit;

namespace PodMotion.Rebalancer.Tests.Migrations;

/// <summary>Whole migrations against a fake API server and two fake agents on real gRPC.</summary>
public sealed class ScenarioTests(AgentPair agents) : IClassFixture<AgentPair>
{
    public static TheoryData<MigrationPhase> Cancellable => new(
        MigrationPhase.Validating, MigrationPhase.Queued, MigrationPhase.PreparingTarget, MigrationPhase.Checkpointing, MigrationPhase.SocketInventory,
        MigrationPhase.OverlayHandoff, MigrationPhase.Transferring, MigrationPhase.Restoring, MigrationPhase.RestoreSocketReattach);

    public static TheoryData<MigrationPhase> Committed => new(
        MigrationPhase.DisengageHold, MigrationPhase.TCPVerifying, MigrationPhase.ServiceVerifying, MigrationPhase.CutoverComplete);

    [Fact]
    public async Task A_pod_moves_with_its_connections_closed()
    {
        await using var world = await World.StartAsync(agents);

        await world.RunToEndAsync();

        AssertMoved(world);
        Assert.Equal(
            [
                MigrationPhase.Pending, MigrationPhase.Validating, MigrationPhase.Queued, MigrationPhase.PreparingTarget, MigrationPhase.Checkpointing,
                MigrationPhase.Transferring, MigrationPhase.Restoring, MigrationPhase.ServiceVerifying, MigrationPhase.CutoverComplete,
                MigrationPhase.Complete,
            ],
            world.Migration!.Status!.PhaseTransitions.Select(static entered => entered.Phase));
    }

    [Fact]
    public async Task A_pod_moves_with_its_connections_kept()
    {
        await using var world = await World.StartAsync(agents, TcpPreservationMode.BestEffort);

        await world.RunToEndAsync();

        AssertMoved(world);
        var status = world.Migration!.Status!;
        Assert.Contains(status.PhaseTransitions, static entered => entered.Phase == MigrationPhase.DisengageHold);
        Assert.Equal(120, status.Timings!.FreezeDurationMs);
        Assert.Equal(4096, status.TransferredBytes);
        Assert.Equal("True", Condition(status, ConditionTypes.Succeeded));
        Assert.Equal("False", Condition(status, ConditionTypes.SourceIntact));
        Assert.Contains(world.Api.All(CoreTypes.Events), static said => said.Reason == Reasons.Migrated && said.InvolvedObject.Kind == "PodMigration");
        Assert.Contains(world.Api.All(CoreTypes.Events), static said => said.Reason == Reasons.Migrated && said.InvolvedObject.Kind == "Pod");
    }

    [Fact]
    public async Task The_target_pod_continues_the_source_pod()
    {
        await using var world = await World.StartAsync(agents);

        await world.RunToEndAsync();

        var target = world.Target!;
        Assert.Equal("n2", target.Spec.NodeName);
        Assert.Equal("web", target.Metadata.Labels["app"]);
        Assert.Equal("move-web", target.Metadata.Labels[PodMotionGroup.MigrationLabel]);
        Assert.Equal("source", target.Metadata.Annotations[PodMotionGroup.SourcePodUidAnnotation]);
    }

    [Fact]
    public async Task A_dry_run_estimates_and_moves_nothing()
    {
        await using var world = await World.StartAsync(agents);
        var migration = Objects.Migration();
        world.Put(migration with { Spec = migration.Spec with { DryRun = true } });

        await world.RunToEndAsync();

        var status = world.Migration!.Status!;
        Assert.Equal(MigrationPhase.DryRunComplete, status.Phase);
        Assert.True(status.DryRunEstimate!.Eligible);
        Assert.Equal(1024, status.DryRunEstimate.TransferBytes);
        Assert.Null(world.Target);
    }

    [Theory]
    [MemberData(nameof(Cancellable))]
    public async Task Deleted_before_the_commit_it_goes_and_the_source_serves_on(MigrationPhase phase)
    {
        await using var world = await World.StartAsync(agents, TcpPreservationMode.BestEffort);
        await world.RunUntilAsync(phase);

        await world.DeleteMigrationAsync();
        await world.RunToEndAsync();

        Assert.Null(world.Migration);
        AssertStayed(world);
    }

    [Theory]
    [MemberData(nameof(Committed))]
    public async Task Deleted_after_the_commit_it_goes_on_to_the_end(MigrationPhase phase)
    {
        await using var world = await World.StartAsync(agents, TcpPreservationMode.BestEffort);
        await world.RunUntilAsync(phase);

        await world.DeleteMigrationAsync();
        await world.RunToEndAsync();

        Assert.Null(world.Migration);
        AssertMoved(world);
    }

    [Theory]
    [InlineData(SessionStep.Frozen)]
    [InlineData(SessionStep.Transferred)]
    [InlineData(SessionStep.Reattached)]
    public async Task A_step_that_fails_rolls_back_and_says_why(SessionStep step)
    {
        await using var world = await World.StartAsync(agents);
        world.FailsAt = step;

        await world.RunToEndAsync();

        Assert.Equal(MigrationPhase.RolledBack, world.Phase);
        Assert.Equal("RestoreRefused", world.Migration!.Status!.Reason);
        Assert.Contains("CRIU refused the restore", world.Migration.Status.Message, StringComparison.Ordinal);
        Assert.Contains("keeps running on 'n1'", world.Migration.Status.Message, StringComparison.Ordinal);
        AssertStayed(world);
    }

    [Fact]
    public async Task An_agent_that_refuses_to_start_rolls_back_and_says_why()
    {
        await using var world = await World.StartAsync(agents);
        agents.N1.RefusesStart = "CRIU is missing.";

        await world.RunToEndAsync();

        Assert.Equal(MigrationPhase.RolledBack, world.Phase);
        Assert.Contains("CRIU is missing", world.Migration!.Status!.Message, StringComparison.Ordinal);
        AssertStayed(world);
    }

    [Fact]
    public async Task An_agent_that_is_away_while_rolling_back_is_waited_for_loudly()
    {
        await using var world = await World.StartAsync(agents);
        world.FailsAt = SessionStep.Transferred;
        await world.RunUntilAsync(MigrationPhase.RollingBack);

        agents.N2.Silent = true;
        await world.TurnAsync();
        await world.TurnAsync();

        Assert.Equal(MigrationPhase.RollingBack, world.Phase);
        Assert.NotNull(world.Target);
        Assert.Contains("agent of target node 'n2' does not answer", world.Migration!.Status!.Message, StringComparison.Ordinal);
        Assert.Contains(world.Api.All(CoreTypes.Events), static said => said is { Type: "Warning", Reason: Reasons.AgentNotReady });

        agents.N2.Silent = false;
        await world.RunToEndAsync();
        AssertStayed(world);
    }

    [Fact]
    public async Task A_source_in_doubt_is_left_to_a_person()
    {
        await using var world = await World.StartAsync(agents);
        await world.RunUntilAsync(MigrationPhase.Restoring);
        agents.N1.Sessions[World.MigrationUid].Add(SessionStep.InDoubt, world.Time.GetUtcNow(), "InDoubt", "The target lost its journal.");

        for (var turn = 0; turn < 5; turn++)
        {
            await world.TurnAsync();
        }

        Assert.Equal(MigrationPhase.Restoring, world.Phase);
        Assert.Equal("True", Condition(world.Migration!.Status!, ConditionTypes.InDoubt));
        Assert.NotNull(world.Source);
        Assert.NotNull(world.Target);
    }

    [Fact]
    public async Task A_migration_that_takes_too_long_rolls_back()
    {
        await using var world = await World.StartAsync(agents);
        await world.RunUntilAsync(MigrationPhase.Transferring);

        world.Time.Advance(TimeSpan.FromSeconds(600));
        await world.RunToEndAsync();

        Assert.Equal(Reasons.TimedOut, world.Migration!.Status!.Reason);
        AssertStayed(world);
    }

    [Fact]
    public async Task Somebody_elses_pod_of_the_targets_name_is_not_touched()
    {
        await using var world = await World.StartAsync(agents);
        await world.RunUntilAsync(MigrationPhase.PreparingTarget);
        world.Api.Put(CoreTypes.Pods, Objects.Pod() with { Metadata = new() { Namespace = "prod", Name = "web-0-m1", Uid = "foreign" }, Status = new() { Phase = "Pending" } });

        await world.RunToEndAsync();

        Assert.Equal(Reasons.TargetLost, world.Migration!.Status!.Reason);
        Assert.Equal("foreign", world.Target!.Metadata.Uid);
    }

    [Fact]
    public async Task Conflicts_on_every_write_only_cost_time()
    {
        await using var world = await World.StartAsync(agents, TcpPreservationMode.BestEffort);
        await world.RestartAsync();
        for (var each = 0; each < 30; each++)
        {
            world.Api.Faults.OnNext(call => call.Subresource == "status" && call.Plural == "podmigrations", FakeFault.Conflict);
        }

        await world.RunToEndAsync();

        AssertMoved(world);
    }

    internal static void AssertMoved(World world)
    {
        Assert.Null(world.Source);
        Assert.Equal("Running", world.Target?.Status.Phase);
        Assert.Equal(1, world.Copies());
        Assert.Empty(world.Agents.N1.Sessions);
        Assert.Empty(world.Agents.N2.Sessions);
    }

    internal static void AssertStayed(World world)
    {
        Assert.Equal("Running", world.Source?.Status.Phase);
        Assert.Null(world.Source!.Metadata.DeletionTimestamp);
        Assert.Null(world.Target);
        Assert.Equal(1, world.Copies());
        Assert.Empty(world.Agents.N1.Sessions);
        Assert.Empty(world.Agents.N2.Sessions);
    }

    private static string? Condition(PodMigrationStatus status, string type) =>
        status.Conditions.FirstOrDefault(condition => condition.Type == type)?.Status;
}

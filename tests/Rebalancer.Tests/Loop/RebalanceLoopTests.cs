using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Planning;
using PodMotion.Rebalancer.Cluster;
using PodMotion.Rebalancer.Loop;
using PodMotion.Rebalancer.Tests.Fakes;
using Xunit;

namespace PodMotion.Rebalancer.Tests.Loop;

/// <summary>From a policy and a hot node to a PodMigration.</summary>
public sealed class RebalanceLoopTests(AgentPair agents) : IClassFixture<AgentPair>
{
    private static readonly ObjectKey PolicyKey = new("", "spread");

    [Fact]
    public async Task Tick_HotNodeAndEnforce_MakesOneMigrationHoweverOftenItLooks()
    {
        await using var world = await HotAsync(PolicyAction.Enforce);

        for (var tick = 0; tick < 5; tick++)
        {
            await TickAsync(world);
        }

        var migration = Assert.Single(world.Api.All(PodMotionTypes.PodMigrations));
        Assert.Equal(("web-0", "n2", "source"), (migration.Spec.PodName, migration.Spec.TargetNodeName, migration.Spec.SourcePodUID));
        Assert.Equal(("Policy", "spread", "hot"), (migration.Spec.Origin!.Type, migration.Spec.Origin.PolicyName, migration.Spec.Origin.TriggerName));
        Assert.Equal("True", Active(world).Status);
    }

    [Fact]
    public async Task Tick_TheProcessDiesAfterMakingTheMigration_TheNextMakesNoOther()
    {
        await using var world = await HotAsync(PolicyAction.Enforce);
        await TickAsync(world);
        await world.RestartAsync();

        await TickAsync(world);
        await TickAsync(world);

        Assert.Single(world.Api.All(PodMotionTypes.PodMigrations));
    }

    [Fact]
    public async Task Tick_HotNodeAndRecommend_ProposesAndMakesNone()
    {
        await using var world = await HotAsync(PolicyAction.Recommend);

        await TickAsync(world);

        Assert.Empty(world.Api.All(PodMotionTypes.PodMigrations));
        var proposed = Assert.Single(world.Api.Find(PodMotionTypes.MigrationPolicies, PolicyKey)!.Status!.Recommendations);
        Assert.Equal(("web-0", "n2", "Proposed"), (proposed.PodName, proposed.TargetNodeName, proposed.State));
    }

    [Fact]
    public async Task Tick_PolicySuspendedAndResumed_CountsForAnew()
    {
        await using var world = await HotAsync(PolicyAction.Recommend, limit: "25s");
        await TickAsync(world);
        await TickAsync(world);
        await SuspendAsync(world, true);
        await TickAsync(world);
        await SuspendAsync(world, false);

        await TickAsync(world);

        Assert.Equal("Pending", Assert.Single(Policy(world).Status!.ActiveTriggers).State);
    }

    [Fact]
    public async Task Start_PolicyChangedSinceItWasEvaluated_MakesNone()
    {
        await using var world = await HotAsync(PolicyAction.Enforce);
        var evaluated = Policy(world);
        world.Api.Put(PodMotionTypes.MigrationPolicies, evaluated with { Metadata = evaluated.Metadata with { Generation = 2 } });
        var move = new Move
        {
            PolicyName = "spread",
            TriggerName = "hot",
            PodNamespace = "prod",
            PodName = "web-0",
            PodUid = "source",
            SourceNode = "n1",
            TargetNode = "n2",
            Reason = "Fires",
            Message = "n1 is hot.",
        };

        var (name, obstacle) = await world.Process.Get<MoveStarter>().StartAsync(evaluated, move, CancellationToken.None);

        Assert.Equal((null, "MigrationPolicy 'spread' was changed or deleted meanwhile; it is evaluated again"), (name, obstacle));
    }

    [Fact]
    public async Task Tick_ExpressionWithAnUnknownVariable_SaysWhereAndDoesNothingElse()
    {
        await using var world = await HotAsync(PolicyAction.Enforce, "node.cpu.usagePercent > 50 && node.cpu.colour > 1");

        await TickAsync(world);

        Assert.Empty(world.Api.All(PodMotionTypes.PodMigrations));
        var active = Active(world);
        Assert.Equal(("False", Reasons.InvalidPolicy), (active.Status, active.Reason));
        Assert.Contains("column 31", active.Message, StringComparison.Ordinal);
        Assert.Contains("node.cpu.colour", active.Message, StringComparison.Ordinal);
        var status = world.Api.Find(PodMotionTypes.MigrationPolicies, PolicyKey)!.Status!;
        Assert.Null(status.LastEvaluationTime);
        Assert.Empty(status.ActiveTriggers);
    }

    [Fact]
    public async Task Write_AgentsThatAnswer_GetACapacityEach()
    {
        await using var world = await HotAsync(PolicyAction.Recommend);

        await world.Process.Get<CapacityWriter>().WriteAsync(CancellationToken.None);

        var capacities = world.Api.All(PodMotionTypes.NodeMigrationCapacities);
        Assert.Equal(["n1", "n2"], capacities.Select(static capacity => capacity.Metadata.Name).Order(StringComparer.Ordinal));
        Assert.All(capacities, static capacity => Assert.All(capacity.Status!.Conditions, static condition => Assert.Equal("True", condition.Status)));
    }

    private static Condition Active(World world) => world.Api.Find(PodMotionTypes.MigrationPolicies, PolicyKey)!.Status!.Conditions.Single();

    private async Task<World> HotAsync(PolicyAction action, string expression = "node.cpu.usagePercent > 50", string? limit = null)
    {
        var world = await World.StartAsync(agents);
        world.Api.Remove(PodMotionTypes.PodMigrations, World.Key);
        agents.N1.CpuCores = 3.5;
        agents.N1.PodCores["source"] = 1;
        world.Api.Put(PodMotionTypes.MigrationPolicies, new()
        {
            Metadata = new() { Name = "spread", Uid = "p", Generation = 1 },
            Spec = new()
            {
                Action = action,
                Triggers = [new() { Name = "hot", Expression = expression, ClearExpression = "node.cpu.usagePercent < 40", For = limit }],
                Metrics = new() { Interval = "10s" },
            },
        });
        await world.RestartAsync();
        return world;
    }

    private static MigrationPolicy Policy(World world) => world.Api.Find(PodMotionTypes.MigrationPolicies, PolicyKey)!;

    private static async Task SuspendAsync(World world, bool suspend)
    {
        var policy = Policy(world);
        var generation = policy.Metadata.Generation + 1;
        world.Api.Put(
            PodMotionTypes.MigrationPolicies,
            policy with { Metadata = policy.Metadata with { Generation = generation }, Spec = policy.Spec with { Suspend = suspend } });
        while (world.Process.Get<ClusterCache>().Policies.Find(PolicyKey)?.Metadata.Generation != generation)
        {
            await Task.Yield();
        }
    }

    private static async Task TickAsync(World world)
    {
        world.Time.Advance(TimeSpan.FromSeconds(10));
        await world.Process.Get<NodeSampler>().RoundAsync(CancellationToken.None);
        await world.Process.Get<RebalanceLoop>().TickAsync(CancellationToken.None);
    }
}

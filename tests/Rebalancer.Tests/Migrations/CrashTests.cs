using PodMotion.Api;
using PodMotion.Api.Agent;
using PodMotion.Rebalancer.Tests.Fakes;
using Xunit;

namespace PodMotion.Rebalancer.Tests.Migrations;

/// <summary>The process dies after its n-th call, for every n, and another one goes on: the end is the same.</summary>
public sealed class CrashTests(AgentPair agents) : IClassFixture<AgentPair>
{
    [Theory]
    [InlineData(TcpPreservationMode.None)]
    [InlineData(TcpPreservationMode.BestEffort)]
    public async Task Dying_after_any_call_to_the_api_server_the_pod_still_moves(TcpPreservationMode tcp)
    {
        var calls = await CallsAsync(tcp, null);
        for (var n = 0; n < calls; n++)
        {
            await using var world = await World.StartAsync(agents, tcp);
            await world.RestartAsync();
            world.Api.Faults.CutAfter(world.Api.Faults.Calls.Count + n);

            await world.RunToEndAsync();

            Assert.Equal(MigrationPhase.Complete, world.Phase);
            ScenarioTests.AssertMoved(world);
        }
    }

    [Fact]
    public async Task Dying_after_any_call_to_the_api_server_it_still_rolls_back()
    {
        var calls = await CallsAsync(TcpPreservationMode.None, SessionStep.Transferred);
        for (var n = 0; n < calls; n++)
        {
            await using var world = await World.StartAsync(agents);
            world.FailsAt = SessionStep.Transferred;
            await world.RestartAsync();
            world.Api.Faults.CutAfter(world.Api.Faults.Calls.Count + n);

            await world.RunToEndAsync();

            Assert.Equal(MigrationPhase.RolledBack, world.Phase);
            ScenarioTests.AssertStayed(world);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dying_after_any_call_to_an_agent_the_pod_still_moves(bool losingTheLastAnswer)
    {
        for (var (n, wasCut) = (losingTheLastAnswer ? 1 : 0, true); wasCut; n++)
        {
            await using var world = await World.StartAsync(agents);
            // A question before the decision to move may be answered by a refusal: the agent does not answer.
            await world.RunUntilAsync(MigrationPhase.PreparingTarget);
            var cuts = agents.Line.Cuts;
            agents.Line.CutAfter(n, losingTheLastAnswer);

            await world.RunToEndAsync();

            Assert.Equal(MigrationPhase.Complete, world.Phase);
            ScenarioTests.AssertMoved(world);
            wasCut = agents.Line.Cuts > cuts;
        }
    }

    private async Task<int> CallsAsync(TcpPreservationMode tcp, SessionStep? failsAt)
    {
        await using var world = await World.StartAsync(agents, tcp);
        world.FailsAt = failsAt;
        await world.RestartAsync();
        var before = world.Api.Faults.Calls.Count;
        await world.RunToEndAsync();
        return world.Api.Faults.Calls.Count - before;
    }
}

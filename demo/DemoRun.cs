using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.TestKit.Workloads;

namespace PodMotion.Demo;

/// <summary>The demo from beginning to end. Everything in its summary is measured in this run.</summary>
internal sealed class DemoRun(Steps steps, Stage stage, IScreen screen, TimeProvider time)
{
    private const long DataBytes = 64L << 20;
    private const int Seed = 20;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(240);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var source = await steps.RunAsync($"deploying redis on {Stage.HotNode}", Short, (_, token) => stage.DeployRedisAsync(token), cancellationToken);
        var data = await steps.RunAsync($"filling it with {DataBytes >> 20} MiB", Short, (_, token) => FillAsync(source, token), cancellationToken);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var client = new CheckingClient(stage.LocateAsync, "seq", time);
        var traffic = client.RunAsync(stop.Token);
        try
        {
            var calm = await steps.RunAsync("watching the client for a moment before the move", Short, (_, token) => CalmAsync(client, token), cancellationToken);
            var migration = await MoveAsync(cancellationToken);
            await steps.RunAsync("watching the client for a moment after the move", Short, (_, token) => Task.Delay(Look, time, token), cancellationToken);
            await stop.CancelAsync();
            await traffic;
            await ConcludeAsync(new Evidence(source, migration, data, calm), client, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await traffic;
            await steps.RunAsync($"letting {Stage.HotNode} cool down", Short, (_, token) => stage.CoolAsync(token), CancellationToken.None);
        }
    }

    private static async Task<DataMark> FillAsync(Pod pod, CancellationToken cancellationToken)
    {
        var server = Stage.EndPointOf(pod);
        var keys = await RedisData.FillAsync(server, DataBytes, Seed, cancellationToken);
        return new DataMark(keys, await RedisData.DigestAsync(server, keys, cancellationToken));
    }

    private async Task<TimeSpan> CalmAsync(CheckingClient client, CancellationToken cancellationToken)
    {
        await Task.Delay(Look, time, cancellationToken);
        var stall = client.Report.LongestStall;
        client.ForgetStalls();
        return stall;
    }

    private async Task<PodMigration> MoveAsync(CancellationToken cancellationToken)
    {
        var policy = await steps.RunAsync($"applying {Stage.PolicyFile} to namespace {Stage.Namespace}", Short, (_, token) => stage.ApplyPolicyAsync(token), cancellationToken);
        await steps.RunAsync($"making {Stage.HotNode} hot", Short, (_, token) => stage.HeatAsync(token), cancellationToken);
        var decided = await steps.RunAsync("waiting for the policy to act", Long, (tell, token) => stage.DecisionAsync(policy, tell, token), cancellationToken);
        screen.Say($"PodMigration {decided.Metadata.Name}: {decided.Spec.Origin?.Message}");

        using var limit = new CancellationTokenSource(Long, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var last = decided;
        try
        {
            last = await screen.FollowAsync(stage.FollowAsync(ObjectKey.Of(decided), either.Token), either.Token);
        }
        catch (OperationCanceledException)
        {
            throw new StepFailedException("moving the pod", cancellationToken.IsCancellationRequested ? "interrupted" : $"not over after {Long.TotalSeconds:0} s");
        }

        return last.Status?.Phase == MigrationPhase.Complete
            ? last
            : throw new StepFailedException("moving the pod", $"PodMigration ended {last.Status?.Phase}: {last.Status?.LastFailure?.Message ?? last.Status?.Message}");
    }

    private async Task ConcludeAsync(Evidence evidence, CheckingClient client, CancellationToken cancellationToken)
    {
        var status = evidence.Migration.Status!;
        var target = await steps.RunAsync("looking at the moved pod", Short, (_, token) => stage.ReadyAsync(status.TargetPodName ?? "", token), cancellationToken);
        var report = await steps.RunAsync("reading every acknowledged write again", Short, (_, token) => client.VerifyAsync(token), cancellationToken);
        var digest = await steps.RunAsync(
            "reading all data again", Short, (_, token) => RedisData.DigestAsync(Stage.EndPointOf(target), evidence.Data.Keys, token), cancellationToken);
        var summary = new Summary(evidence, target, report, digest);
        screen.Show(summary);
        if (summary.Faults is { Count: > 0 } faults)
        {
            throw new StepFailedException("checking the result", string.Join("; ", faults));
        }
    }
}

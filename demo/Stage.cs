using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.TestKit;
using PodMotion.TestKit.Workloads;

namespace PodMotion.Demo;

/// <summary>The demo's objects in the cluster.</summary>
internal sealed class Stage(KubeClient client, TimeProvider time)
{
    public const string Namespace = "podmotion-demo";
    public const string HotNode = "worker-1";
    public const string PolicyFile = "samples/relieve-hot-nodes/migrationpolicy.yaml";
    private const string BurnerCpu = "900m";
    private const string DemoLabel = "podmotion-demo";
    private const int RedisPort = 6379;
    private static readonly ObjectKey Redis = new(Namespace, "redis");
    private static readonly ObjectKey Burner = new(Namespace, "burner");
    private readonly ClusterObjects objects = new(client, time);

    public async Task<Pod> DeployRedisAsync(CancellationToken cancellationToken)
    {
        var place = PodManifests.Namespace(Namespace);
        place["metadata"]!["labels"] = new JsonObject { [DemoLabel] = "true" };
        await objects.CreateAsync(CoreTypes.Namespaces, place, cancellationToken);
        await DefaultAccountAsync(cancellationToken);
        await objects.CreateAsync(CoreTypes.Pods, PodManifests.Redis(Namespace, Redis.Name, HotNode), cancellationToken);
        return await objects.ReadyAsync(Redis, cancellationToken);
    }

    /// <summary>The address at which Redis serves now: the first pod's, or that of the pod that continues it.</summary>
    public async Task<EndPoint> LocateAsync(CancellationToken cancellationToken)
    {
        var pods = await client.ListAsync(CoreTypes.Pods, new Selection { Namespace = Namespace, Labels = "app=redis" }, cancellationToken);
        var serving = pods.Items.FirstOrDefault(pod => pod is { Status.PodIP: not null, Metadata.DeletionTimestamp: null });
        return serving is null ? throw new IOException("no redis pod has an address") : EndPointOf(serving);
    }

    public static EndPoint EndPointOf(Pod pod) => new IPEndPoint(IPAddress.Parse(pod.Status.PodIP!), RedisPort);

    /// <summary>Applies the sample, narrowed to the demo's namespace: it shall move nobody else's pods.</summary>
    public async Task<string> ApplyPolicyAsync(CancellationToken cancellationToken)
    {
        var policy = YamlFile.Read(RepositoryFiles.PathOf(PolicyFile))[0];
        policy["spec"]!["selector"]!["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [DemoLabel] = "true" } };
        (await client.ApplyRawAsync(PodMotionTypes.MigrationPolicies, policy, cancellationToken)).Require();
        return policy["metadata"]!["name"]!.GetValue<string>();
    }

    public Task HeatAsync(CancellationToken cancellationToken) =>
        objects.CreateAsync(CoreTypes.Pods, PodManifests.Burner(Namespace, Burner.Name, HotNode, BurnerCpu), cancellationToken);

    public Task CoolAsync(CancellationToken cancellationToken) => objects.GoneAsync(CoreTypes.Pods, Burner, cancellationToken);

    /// <summary>Waits for the PodMigration that the policy makes, telling meanwhile how its trigger stands.</summary>
    public async Task<PodMigration> DecisionAsync(string policy, Action<string> tell, CancellationToken cancellationToken)
    {
        var made = new Selection { Namespace = Namespace, Labels = $"{PodMotionGroup.PolicyLabel}={policy}" };
        while (true)
        {
            var found = await client.ListAsync(PodMotionTypes.PodMigrations, made, cancellationToken);
            if (found.Items.Count > 0)
            {
                return found.Items[0];
            }

            tell(PolicyState.Describe(await client.GetAsync(PodMotionTypes.MigrationPolicies, new ObjectKey("", policy), cancellationToken)));
            await Task.Delay(ClusterObjects.Pause, time, cancellationToken);
        }
    }

    /// <summary>Every state of a migration that is seen, to the final one.</summary>
    public async IAsyncEnumerable<PodMigration> FollowAsync(ObjectKey migration, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = "";
        while (true)
        {
            var now = await client.GetAsync(PodMotionTypes.PodMigrations, migration, cancellationToken)
                ?? throw new InvalidDataException($"PodMigration '{migration}' was deleted");
            if (now.Metadata.ResourceVersion != seen)
            {
                seen = now.Metadata.ResourceVersion;
                yield return now;
            }

            if (now.Status?.Phase.IsFinal() == true)
            {
                yield break;
            }

            await Task.Delay(ClusterObjects.Pause, time, cancellationToken);
        }
    }

    public Task<Pod> ReadyAsync(string pod, CancellationToken cancellationToken) => objects.ReadyAsync(new ObjectKey(Namespace, pod), cancellationToken);

    /// <summary>A pod without a service account is refused; a new namespace gets its default one a moment later.</summary>
    private async Task DefaultAccountAsync(CancellationToken cancellationToken)
    {
        var accounts = new ResourceType("", "v1", "serviceaccounts", "ServiceAccount", Namespaced: true);
        while (await client.GetRawAsync(accounts, new ObjectKey(Namespace, "default"), cancellationToken) is null)
        {
            await Task.Delay(ClusterObjects.Pause, time, cancellationToken);
        }
    }
}

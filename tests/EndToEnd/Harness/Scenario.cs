using System.Text.Json.Nodes;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.EndToEnd.Harness;

/// <summary>One scenario's own namespace and what it makes there; all of it goes when the scenario ends.</summary>
public sealed class Scenario : IAsyncDisposable
{
    private const string ServerProcess = "redis-server";
    private readonly CancellationTokenSource limit;
    private readonly List<IAsyncDisposable> made = [];
    private int migrations;

    private Scenario(KubeClient kube, LocalCluster cluster, TimeProvider time, string name)
    {
        (Kube, Cluster, Time, Namespace) = (kube, cluster, time, name);
        limit = new(Limits.Scenario, time);
        Poll = new(time, limit.Token);
    }

    public KubeClient Kube { get; }

    public LocalCluster Cluster { get; }

    public TimeProvider Time { get; }

    public Poll Poll { get; }

    public string Namespace { get; }

    /// <summary>Ends every wait of the scenario when its time is over.</summary>
    public CancellationToken Token => limit.Token;

    public static bool IsReady(Pod pod) => pod.Status.PodIP is not null && pod.Status.Conditions.Any(c => c is { Type: "Ready", Status: "True" });

    public static async Task<Scenario> StartAsync(KubeClient kube, LocalCluster cluster, TimeProvider time, string name)
    {
        var scenario = new Scenario(kube, cluster, time, name);
        (await kube.CreateRawAsync(CoreTypes.Namespaces, Manifests.Namespace(name), scenario.Token)).Require();
        await scenario.Poll.UntilAsync("the token of the namespace's service account", Limits.Follow, async () =>
            (await kube.GetRawAsync(Kinds.ServiceAccounts, new(name, "default"), scenario.Token))?["secrets"] is not null);
        return scenario;
    }

    public async Task CreateAsync(ResourceType type, JsonObject value) => (await Kube.CreateRawAsync(type, value, Token)).Require();

    /// <summary>Makes a pod and waits until it is Ready.</summary>
    public async Task<Pod> StartPodAsync(JsonObject pod)
    {
        await CreateAsync(CoreTypes.Pods, pod);
        return await ReadyPodAsync(KubeObject.KeyOf(pod).Name);
    }

    public Task<Pod> ReadyPodAsync(string name) => Poll.UntilAsync(
        $"pod '{Namespace}/{name}' Ready", Limits.Start, Limits.Look, async () => await GetPodAsync(name) is { } pod && IsReady(pod) ? pod : null);

    public Task<Pod?> GetPodAsync(string name) => Kube.GetAsync(CoreTypes.Pods, new(Namespace, name), Token);

    /// <summary>Starts a filled Redis with a client on a node.</summary>
    public async Task<RedisWorkload> StartRedisAsync(string node, int mebibytes = 16, JsonObject? manifest = null)
    {
        var pod = await StartPodAsync(manifest ?? Manifests.Redis(Namespace, "redis", node));
        var workload = await RedisWorkload.StartAsync(this, pod, mebibytes);
        made.Add(workload);
        return workload;
    }

    /// <summary>Writes a PodMigration by hand and follows it.</summary>
    public async Task<MigrationRun> MigrateAsync(string pod, string spec = "{}")
    {
        var name = $"move-{++migrations}";
        var created = await Kube.CreateRawAsync(Kinds.PodMigrations, Manifests.Migration(Namespace, name, pod, spec), Token);
        return Follow(KubeObject.Read<PodMigration>(created.Require()));
    }

    public MigrationRun Follow(PodMigration migration)
    {
        var run = MigrationRun.Follow(Kube, migration, Time, Token);
        made.Add(run);
        return run;
    }

    public async Task<IReadOnlyList<PodMigration>> MigrationsAsync() =>
        (await Kube.ListAsync(Kinds.PodMigrations, new() { Namespace = Namespace }, Token)).Items;

    /// <summary>Makes a policy, which goes with the scenario.</summary>
    public async Task CreatePolicyAsync(string action, string expression)
    {
        await CreateAsync(Kinds.Policies, Manifests.Policy(Namespace, Namespace, action, expression));
        made.Add(new Removal(this, Kinds.Policies, new("", Namespace)));
    }

    public async Task<MigrationPolicyStatus?> PolicyStatusAsync() => (await Kube.GetAsync(Kinds.Policies, new("", Namespace), Token))?.Status;

    /// <summary>Waits until the rebalancer knows whether pods can move from and to a node.</summary>
    public Task UntilCapableAsync(string node, bool capable) => Poll.UntilAsync(
        $"condition {ConditionTypes.Capable} of NodeMigrationCapacity '{node}' {capable}", Limits.Follow, async () =>
            (await Kube.GetAsync(Kinds.Capacities, new("", node), Token))?.Status?.Conditions
                .Any(condition => condition.Type == ConditionTypes.Capable && condition.Status == capable.ToString()) == true);

    /// <summary>The pods that carry this workload: the source, the target, or both.</summary>
    public async Task<IReadOnlyList<Pod>> PodsOfAsync(string workload, CancellationToken cancellationToken) =>
        (await Kube.ListAsync(CoreTypes.Pods, new() { Namespace = Namespace, Labels = $"{Manifests.NameLabel}={workload}" }, cancellationToken)).Items;

    public async Task<IReadOnlyList<Event>> EventsOfAsync(string name) =>
        (await Kube.ListAsync(CoreTypes.Events, new() { Namespace = Namespace, Fields = "involvedObject.name=" + name }, Token)).Items;

    /// <summary>The server processes of the given pods that can run.</summary>
    public static IReadOnlyList<PodProcess> RunningServers(params IEnumerable<string?> podUids) =>
        [.. HostProcesses.OfPods([.. podUids.OfType<string>()]).Where(process => process.Command == ServerProcess && process.Runs)];

    /// <summary>Kills the server of a pod with SIGKILL, as a crash would.</summary>
    public static void KillServer(string podUid)
    {
        foreach (var process in HostProcesses.OfPods([podUid]).Where(process => process.Command == ServerProcess))
        {
            HostProcesses.Signal(process.Id, "KILL");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in made.AsEnumerable().Reverse())
        {
            await thing.DisposeAsync();
        }

        limit.Dispose();
        using var own = new CancellationTokenSource(Limits.Follow, Time);
        await Kube.DeleteAsync(CoreTypes.Namespaces, new("", Namespace), new(), own.Token);
    }

    private sealed class Removal(Scenario scenario, ResourceType type, ObjectKey key) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            using var own = new CancellationTokenSource(Limits.Follow, scenario.Time);
            await scenario.Kube.DeleteAsync(type, key, new(), own.Token);
        }
    }
}

using System.Collections.Frozen;

namespace PodMotion.Policies.Expressions;

/// <summary>Every variable of scope Node, by name.</summary>
internal static class VariableCatalogue
{
    private const string ZoneLabel = "topology.kubernetes.io/zone";

    private static readonly FrozenDictionary<string, Variable> ByName =
        All().ToFrozenDictionary(static variable => variable.Name, StringComparer.Ordinal);

    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The variable of a name; null where there is none.</summary>
    public static Variable? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<Variable> All() =>
    [
        .. Identity(),
        .. Cpu(),
        .. Memory(),
        .. Counts(),
        .. Spread("cluster.cpu", static cluster => cluster.Cpu),
        .. Spread("cluster.memory", static cluster => cluster.Memory),
        Number("time.hour", static scope => scope.Time.UtcDateTime.Hour),
        Number("time.weekday", static scope => (((int)scope.Time.UtcDateTime.DayOfWeek + 6) % 7) + 1),
    ];

    private static IEnumerable<Variable> Identity() =>
    [
        new("node.name") { Text = static scope => scope.Node.View.Name },
        new("node.zone") { Text = static scope => scope.Node.View.Labels.GetValueOrDefault(ZoneLabel) },
        new("node.labels") { IndexedText = static (scope, key) => scope.Node.View.Labels.GetValueOrDefault(key) },
        new("node.ready") { Logic = static scope => TruthLogic.Of(scope.Node.View.Ready) },
        new("node.unschedulable") { Logic = static scope => TruthLogic.Of(scope.Node.View.Unschedulable) },
    ];

    private static IEnumerable<Variable> Cpu() =>
    [
        Number("node.cpu.usagePercent", static scope => scope.Node.CpuUsagePercent),
        Number("node.cpu.usageCores", static scope => scope.Node.UsedCores),
        Number("node.cpu.requestedPercent", static scope => scope.Node.CpuRequestedPercent),
        Number("node.cpu.allocatableCores", static scope => scope.Node.View.AllocatableCores),
    ];

    private static IEnumerable<Variable> Memory() =>
    [
        Number("node.memory.usagePercent", static scope => scope.Node.MemoryUsagePercent),
        Number("node.memory.usageBytes", static scope => scope.Node.UsedMemoryBytes),
        Number("node.memory.requestedPercent", static scope => scope.Node.MemoryRequestedPercent),
        Number("node.memory.availableBytes", static scope => Math.Max(0, scope.Node.View.AllocatableMemoryBytes - scope.Node.UsedMemoryBytes)),
    ];

    private static IEnumerable<Variable> Counts() =>
    [
        Number("node.pods.count", static scope => scope.Node.Pods),
        Number("node.pods.allocatable", static scope => scope.Node.View.AllocatablePods),
        Number("node.migration.outbound", static scope => scope.Node.Outbound),
        Number("node.migration.inbound", static scope => scope.Node.Inbound),
        Number("cluster.nodes", static scope => scope.Cluster.Nodes),
    ];

    private static IEnumerable<Variable> Spread(string prefix, Func<ClusterFacts, ResourceSpread> of) =>
    [
        Number($"{prefix}.meanPercent", scope => of(scope.Cluster).Mean),
        Number($"{prefix}.maxPercent", scope => of(scope.Cluster).Max),
        Number($"{prefix}.minPercent", scope => of(scope.Cluster).Min),
        Number($"{prefix}.stddevPercent", scope => of(scope.Cluster).Deviation),
        Number($"{prefix}.spreadPercent", scope => of(scope.Cluster).Max - of(scope.Cluster).Min),
    ];

    private static Variable Number(string name, Func<EvaluationScope, double> read) => new(name) { Number = read };
}

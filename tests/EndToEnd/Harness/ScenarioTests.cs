using Xunit;
using Xunit.Abstractions;

namespace PodMotion.EndToEnd.Harness;

/// <summary>The base of all scenarios: each runs in a namespace of its own on the shared cluster, never two at once.</summary>
[Collection(EndToEndGroup.Name)]
public abstract class ScenarioTests(ClusterFixture cluster, ITestOutputHelper output)
{
    /// <summary>Where pods start.</summary>
    protected const string Home = "worker-1";

    /// <summary>Where pods go.</summary>
    protected const string Away = "worker-2";

    protected const string KeepConnections = """{"tcpPreservationMode": "BestEffort"}""";

    protected ClusterFixture Cluster { get; } = cluster;

    protected Task RunAsync(Func<Scenario, Task> body) => Cluster.RunAsync(body, output);
}

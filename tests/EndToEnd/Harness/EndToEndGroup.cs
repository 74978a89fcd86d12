using Xunit;

namespace PodMotion.EndToEnd.Harness;

/// <summary>All scenarios share one cluster and run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EndToEndGroup : ICollectionFixture<ClusterFixture>
{
    public const string Name = "the local cluster";
}

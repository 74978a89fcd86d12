using PodMotion.Api;
using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Demo;

/// <summary>What is known when the move is over.</summary>
/// <param name="Source">The pod as it was before.</param>
/// <param name="Migration">The PodMigration, complete.</param>
/// <param name="Data">The data as it was written.</param>
/// <param name="CalmStall">The client's longest stall in three seconds before anything moved.</param>
internal sealed record Evidence(Pod Source, PodMigration Migration, DataMark Data, TimeSpan CalmStall);

using System.Text.Json.Nodes;
using PodMotion.Api;
using PodMotion.Api.Kubernetes;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Puts the finalizer on a PodMigration and takes it off; other finalizers stay.</summary>
public sealed class FinalizerEffects(KubeClient client)
{
    /// <summary>Puts it on.</summary>
    public Task<EffectResult> AddAsync(PodMigration migration, CancellationToken cancellationToken) =>
        PatchAsync(migration, [.. migration.Metadata.Finalizers, PodMotionGroup.RollbackFinalizer], cancellationToken);

    /// <summary>Takes it off.</summary>
    public Task<EffectResult> RemoveAsync(PodMigration migration, CancellationToken cancellationToken) =>
        PatchAsync(migration, migration.Metadata.Finalizers.Where(static finalizer => finalizer != PodMotionGroup.RollbackFinalizer), cancellationToken);

    private async Task<EffectResult> PatchAsync(PodMigration migration, IEnumerable<string> finalizers, CancellationToken cancellationToken)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray([.. finalizers.Select(static finalizer => JsonValue.Create(finalizer))]) },
        };
        var target = new PatchTarget { ResourceVersion = migration.Metadata.ResourceVersion };
        var result = await client.MergePatchAsync(PodMotionTypes.PodMigrations, ObjectKey.Of(migration), patch, target, cancellationToken);
        return result.Outcome is KubeOutcome.Done or KubeOutcome.NotFound or KubeOutcome.Conflict
            ? EffectResult.Done
            : throw new KubeException(result.Message);
    }
}

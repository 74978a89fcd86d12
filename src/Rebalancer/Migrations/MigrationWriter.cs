using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies.Migration;

namespace PodMotion.Rebalancer.Migrations;

/// <summary>Writes decisions to the status, guarded by the version that was observed, and then tells of them: event, log, metrics.</summary>
public sealed partial class MigrationWriter(KubeClient client, MigrationEvents events, RebalancerMetrics metrics, ILogger<MigrationWriter> logger)
{
    /// <summary>Records a decision where it changes the status.</summary>
    /// <returns>The observation with the object as it is now; null where somebody else changed it or it is gone: look again.</returns>
    public async Task<Observed?> RecordAsync(Observed observed, Decision decision, CancellationToken cancellationToken)
    {
        var before = observed.Migration.Status;
        var status = MigrationRecord.Apply(observed, decision);
        if (ReferenceEquals(before, status) || (before is null && status == new PodMigrationStatus()))
        {
            return observed;
        }

        var result = await client.ReplaceStatusAsync(PodMotionTypes.PodMigrations, observed.Migration with { Status = status }, cancellationToken);
        if (result.Outcome is KubeOutcome.Conflict or KubeOutcome.NotFound)
        {
            return null;
        }

        var written = result.Require();
        await TellAsync(observed, decision, written, cancellationToken);
        return observed with { Migration = written };
    }

    private async Task TellAsync(Observed observed, Decision decision, PodMigration written, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(written).ToString();
        if (decision.Next is { } next)
        {
            Log.Entered(logger, key, observed.Phase, next, decision.Reason, decision.Message);
            metrics.Entered(written.Status!);
        }
        else if (decision.Weight == DecisionWeight.Warning)
        {
            Log.Waits(logger, key, observed.Phase, decision.Reason, decision.Message);
        }

        await events.RecordedAsync(written, decision, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1200, LogLevel.Information, "PodMigration '{Migration}' went from {From} to {To} ({Reason}): {Detail}")]
        public static partial void Entered(ILogger logger, string migration, MigrationPhase from, MigrationPhase to, string reason, string detail);

        [LoggerMessage(1201, LogLevel.Warning, "PodMigration '{Migration}' stays in {Phase} ({Reason}): {Detail}")]
        public static partial void Waits(ILogger logger, string migration, MigrationPhase phase, string reason, string detail);
    }
}

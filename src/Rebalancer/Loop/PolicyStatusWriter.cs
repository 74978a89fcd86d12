using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Policies;

namespace PodMotion.Rebalancer.Loop;

/// <summary>Writes what an evaluation found to the status of its policy, or everything that is wrong with the policy.</summary>
public sealed partial class PolicyStatusWriter(KubeClient client, EventRecorder events, TimeProvider time, ILogger<PolicyStatusWriter> logger)
{
    private const int MostTriggers = 64;
    private const int MostRecommendations = 50;

    /// <summary>The policy is not evaluated: it has errors.</summary>
    public async Task RefusedAsync(MigrationPolicy policy, IReadOnlyList<PolicyError> errors, CancellationToken cancellationToken)
    {
        var message = $"MigrationPolicy '{policy.Metadata.Name}': {string.Join(" ", errors.Select(static error => error.Message))} The policy does nothing until it is corrected.";
        var before = policy.Status ?? new();
        var active = Active(policy, false, Reasons.InvalidPolicy, message);
        if (before.Conditions.SequenceEqual([active]))
        {
            return;
        }

        var status = new MigrationPolicyStatus { ObservedGeneration = policy.Metadata.Generation, Conditions = [active] };
        if (await WriteAsync(policy, status, cancellationToken))
        {
            await events.WarningAsync(PodMotionTypes.MigrationPolicies, policy, Reasons.InvalidPolicy, message, cancellationToken);
        }
    }

    /// <summary>The policy is suspended: written once.</summary>
    public async Task SuspendedAsync(MigrationPolicy policy, CancellationToken cancellationToken)
    {
        var active = Active(policy, false, Reasons.Suspended, $"MigrationPolicy '{policy.Metadata.Name}': spec.suspend is true; it is not evaluated.");
        if (policy.Status?.Conditions.SequenceEqual([active]) != true)
        {
            await WriteAsync(policy, new() { ObservedGeneration = policy.Metadata.Generation, Conditions = [active] }, cancellationToken);
        }
    }

    /// <summary>The policy was evaluated.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="outcome">What was found.</param>
    /// <param name="recommendations">What it would do, has done, or could not do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task EvaluatedAsync(
        MigrationPolicy policy, PolicyOutcome outcome, IReadOnlyList<PolicyRecommendation> recommendations, CancellationToken cancellationToken) =>
        WriteAsync(
            policy,
            new()
            {
                ObservedGeneration = policy.Metadata.Generation,
                Conditions = [Active(policy, true, Reasons.Accepted, $"MigrationPolicy '{policy.Metadata.Name}': valid and evaluated.")],
                LastEvaluationTime = time.GetUtcNow(),
                Pods = outcome.Pods,
                InFlight = outcome.InFlight,
                ActiveTriggers = [.. outcome.ActiveTriggers.Take(MostTriggers)],
                Recommendations = [.. recommendations.Take(MostRecommendations)],
            },
            cancellationToken);

    private Condition Active(MigrationPolicy policy, bool active, string reason, string message)
    {
        var status = active ? "True" : "False";
        var held = policy.Status?.Conditions.FirstOrDefault(static condition => condition.Type == ConditionTypes.Active);
        return new()
        {
            Type = ConditionTypes.Active,
            Status = status,
            ObservedGeneration = policy.Metadata.Generation,
            LastTransitionTime = held?.Status == status ? held.LastTransitionTime : time.GetUtcNow(),
            Reason = reason,
            Message = message,
        };
    }

    private async Task<bool> WriteAsync(MigrationPolicy policy, MigrationPolicyStatus status, CancellationToken cancellationToken)
    {
        var result = await client.ReplaceStatusAsync(PodMotionTypes.MigrationPolicies, policy with { Status = status }, cancellationToken);
        if (!result.IsDone && result.Outcome != KubeOutcome.Conflict)
        {
            Log.NotWritten(logger, policy.Metadata.Name, result.Message);
        }

        return result.IsDone;
    }

    private static partial class Log
    {
        [LoggerMessage(1012, LogLevel.Warning, "The status of MigrationPolicy '{Policy}' was not written: {Detail}")]
        public static partial void NotWritten(ILogger logger, string policy, string detail);
    }
}

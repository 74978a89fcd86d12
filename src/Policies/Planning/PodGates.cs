using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Planning;

/// <summary>What can keep a pod from leaving a firing node, before anybody asks where it could go.</summary>
internal static class PodGates
{
    /// <summary>Less relief than this many points of percent is not worth a freeze.</summary>
    private const double LeastReliefPercent = 0.1;

    /// <summary>The first gate that is shut; null where the pod may leave.</summary>
    public static Gate? First(PlanningInput input, MoveLedger ledger, PodView pod, string policyOfPod)
    {
        if (pod.Blockers.Count > 0)
        {
            return new Gate("NotMovable", $"pod '{pod.Key}' cannot move: {string.Join(" ", pod.Blockers.Select(static blocker => blocker.Message))}");
        }

        if (policyOfPod != input.Policy.Name)
        {
            return new Gate("OtherPolicy", $"pod '{pod.Key}' belongs to MigrationPolicy '{policyOfPod}', which goes before '{input.Policy.Name}'.");
        }

        return ledger.IsMoving(pod)
            ? new Gate("AlreadyMigrating", $"pod '{pod.Key}' takes part in an unfinished migration.")
            : Cooldown(input, pod);
    }

    /// <summary>Whether moving the pod helps; null where it does.</summary>
    public static Gate? Relief(Candidate candidate) => candidate.ReliefPercent switch
    {
        double.NaN => new Gate("UsageUnknown", $"pod '{candidate.Pod.Key}' has no fresh usage sample, so nobody can say what its move would relieve."),
        < LeastReliefPercent => new Gate("NoRelief", $"pod '{candidate.Pod.Key}' uses next to nothing of what the trigger is about."),
        _ => null,
    };

    private static Gate? Cooldown(PlanningInput input, PodView pod)
    {
        var end = input.History.LastOfPod(pod.Uid) + input.Policy.PodCooldown;
        return end > input.Now
            ? new Gate("PodCooldown", $"a migration of pod '{pod.Key}' ended less than {input.Policy.Spec.Cooldown.Pod} ago; it is left alone until {end:u}.")
            : null;
    }
}

using PodMotion.Api;

namespace PodMotion.Demo;

/// <summary>What a policy's status says about its trigger, in one line.</summary>
internal static class PolicyState
{
    public static string Describe(MigrationPolicy? policy)
    {
        if (policy?.Status is not { } status)
        {
            return "the policy was not evaluated yet";
        }

        if (status.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Active) is { Status: "False" } inactive)
        {
            return $"the policy is not active: {inactive.Message}";
        }

        var blocked = status.Recommendations.FirstOrDefault(recommendation => recommendation.State == "Blocked");
        return status.ActiveTriggers.Count == 0
            ? "no trigger is active"
            : string.Join("; ", status.ActiveTriggers.Select(Describe)) + (blocked is null ? "" : $"; blocked: {blocked.Message}");
    }

    private static string Describe(ActiveTrigger trigger) =>
        $"trigger '{trigger.Name}' on {trigger.Subject} is {trigger.State} ({string.Join(", ", trigger.Values.Select(value => $"{value.Key} = {value.Value}"))})";
}

using PodMotion.Policies.Expressions;
using PodMotion.Policies.Placement;

namespace PodMotion.Policies.Planning;

/// <summary>What can keep a firing node from giving a pod away.</summary>
internal static class SourceGates
{
    /// <summary>The first gate that is shut; null where a pod may leave.</summary>
    public static Gate? First(PlanningInput input, MoveLedger ledger, TriggerLook firing)
    {
        if (TargetChoice.SourceBlocker(firing.Node.View) is { } blocker)
        {
            return new Gate(blocker.Reason, blocker.Message);
        }

        return UnknownMark(firing) ?? ReliefUnderWay(ledger, firing) ?? Budgets(input, ledger, firing) ?? Cooldown(input, firing.Name);
    }

    /// <summary>The node cooldown; null where it is over.</summary>
    public static Gate? Cooldown(PlanningInput input, string node)
    {
        var end = input.History.LastOfNode(node) + input.Policy.NodeCooldown;
        return end > input.Now
            ? new Gate("NodeCooldown", $"node '{node}' took part in a migration that ended less than {input.Policy.Spec.Cooldown.Node} ago; it is left alone until {end:u}.")
            : null;
    }

    /// <summary>The budget of moves at one node; null where there is room.</summary>
    public static Gate? NodeBudget(PlanningInput input, MoveLedger ledger, string node)
    {
        var most = input.Policy.Spec.Budgets.MaxConcurrentPerNode;
        return ledger.AtNode(node) >= most
            ? new Gate("MaxConcurrentPerNode", $"node '{node}' takes part in {ledger.AtNode(node)} migrations; budgets.maxConcurrentPerNode is {most}.")
            : null;
    }

    private static Gate? UnknownMark(TriggerLook firing) => firing.Sight.Read(firing.Node).Clears == Truth.Unknown
        ? new Gate("Unknown", $"trigger '{firing.Trigger}' reads a value of node '{firing.Name}' that is missing or too old; nothing is moved on a guess.")
        : null;

    private static Gate? ReliefUnderWay(MoveLedger ledger, TriggerLook firing) =>
        ledger.AsSource(firing.Node) is var after && after != firing.Node && firing.Sight.Read(after).Clears == Truth.True
            ? new Gate("ReliefUnderWay", $"the pods that leave node '{firing.Name}' already relieve it enough.")
            : null;

    private static Gate? Budgets(PlanningInput input, MoveLedger ledger, TriggerLook firing)
    {
        var policy = input.Policy;
        var most = policy.Spec.Budgets.MaxConcurrent;
        return ledger.OfPolicy(policy.Name) >= most
            ? new Gate("MaxConcurrent", $"{ledger.OfPolicy(policy.Name)} migrations of MigrationPolicy '{policy.Name}' are under way or decided; budgets.maxConcurrent is {most}.")
            : NodeBudget(input, ledger, firing.Name);
    }
}

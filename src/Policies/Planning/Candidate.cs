using PodMotion.Policies.Expressions;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Planning;

/// <summary>A pod that may leave a firing node.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Load">What it takes.</param>
/// <param name="ReliefPercent">Points of percent by which the node is relieved, in the resources that the trigger is about.</param>
/// <param name="Bytes">What the move costs, in bytes.</param>
/// <param name="Clears">Whether its leaving alone reaches the lower mark.</param>
internal sealed record Candidate(PodView Pod, PodLoad Load, double ReliefPercent, double Bytes, bool Clears)
{
    /// <summary>What the fixed part of a move (sandbox, image check, freeze) is worth in bytes: without it, tiny pods would always seem the best.</summary>
    private const double FixedBytes = 64 * 1024 * 1024;

    public double ReliefPerByte => ReliefPercent / Bytes;

    public static Candidate Of(PodView pod, PodLoad load, TriggerLook firing, NodeFacts source)
    {
        var after = source.With(load, -1);
        var references = firing.Sight.Trigger.Fires.References;
        var cpu = references.Any(static reference => reference.Variable.IsCpu);
        var memory = references.Any(static reference => reference.Variable.IsMemory);
        var either = cpu || memory;
        var relief = (cpu || !either ? source.CpuUsagePercent - after.CpuUsagePercent : 0)
            + (memory || !either ? source.MemoryUsagePercent - after.MemoryUsagePercent : 0);
        return new Candidate(pod, load, relief, load.UsedMemoryBytes + FixedBytes, firing.Sight.Read(after).Clears == Truth.True);
    }
}

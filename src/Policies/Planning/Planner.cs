using System.Globalization;
using PodMotion.Api;
using PodMotion.Policies.Expressions;
using PodMotion.Policies.Snapshot;

namespace PodMotion.Policies.Planning;

/// <summary>
/// The first planner: for each firing node, hottest first, the pod whose move relieves most per byte, to the node that is coolest afterwards. A pod whose
/// leaving alone reaches the lower mark goes before one whose leaving does not: fewer moves are better than cheaper ones.
/// </summary>
internal sealed class Planner
{
    private readonly PlanningInput _input;
    private readonly MoveLedger _ledger;
    private readonly List<Move> _moves = [];
    private readonly List<Verdict> _verdicts = [];

    private Planner(PlanningInput input)
    {
        _input = input;
        _ledger = new MoveLedger(input.Index);
    }

    /// <summary>The plan. The same input gives the same plan.</summary>
    public static Plan Plan(PlanningInput input)
    {
        var planner = new Planner(input);
        foreach (var firing in input.Firing.OrderByDescending(static firing => Heat.Of(firing.Node)).ThenBy(static firing => firing.Name, StringComparer.Ordinal))
        {
            planner.Relieve(firing);
        }

        return new Plan(planner._moves, planner._verdicts);
    }

    private void Relieve(TriggerLook firing)
    {
        if (SourceGates.First(_input, _ledger, firing) is { } shut)
        {
            Reject(firing, null, shut);
            return;
        }

        var left = firing.Left;
        Gate? full = null;
        foreach (var candidate in Rank(firing))
        {
            full ??= left == 0 ? Enough(firing) : SourceGates.First(_input, _ledger, firing);
            if (full is not null)
            {
                Reject(firing, candidate.Pod, full);
            }
            else if (TryMove(firing, candidate))
            {
                left--;
            }
        }
    }

    private List<Candidate> Rank(TriggerLook firing)
    {
        var source = _ledger.AsSource(firing.Node);
        var candidates = new List<Candidate>();
        foreach (var pod in _input.Index.PodsOn(firing.Name))
        {
            if (PodScope.Matches(_input.Policy, pod, _input.Index.Snapshot) && Consider(firing, source, pod) is { } candidate)
            {
                candidates.Add(candidate);
            }
        }

        return
        [
            .. candidates
                .OrderByDescending(static candidate => candidate.Clears)
                .ThenByDescending(static candidate => candidate.ReliefPerByte)
                .ThenBy(static candidate => candidate.Pod.Key, StringComparer.Ordinal),
        ];
    }

    private Candidate? Consider(TriggerLook firing, NodeFacts source, PodView pod)
    {
        var gate = PodGates.First(_input, _ledger, pod, _input.Owners.GetValueOrDefault(pod.Uid, _input.Policy.Name));
        if (gate is null)
        {
            var candidate = Candidate.Of(pod, _input.Index.Load(pod), firing, source);
            gate = PodGates.Relief(candidate);
            if (gate is null)
            {
                return candidate;
            }
        }

        Reject(firing, pod, gate);
        return null;
    }

    private bool TryMove(TriggerLook firing, Candidate candidate)
    {
        var gates = new TargetGates(_input, _ledger, firing, candidate);
        if (TargetSearch.Best(_input, _ledger, gates, candidate) is not { } target)
        {
            Reject(firing, candidate.Pod, TargetSearch.Explain(_input, gates, candidate));
            return false;
        }

        var move = Decide(firing, candidate, target);
        _moves.Add(move);
        _ledger.Add(move.AsInFlight());
        return true;
    }

    private Move Decide(TriggerLook firing, Candidate candidate, NodeFacts target) => new()
    {
        PolicyName = _input.Policy.Name,
        TriggerName = firing.Trigger,
        PodNamespace = candidate.Pod.Namespace,
        PodName = candidate.Pod.Name,
        PodUid = candidate.Pod.Uid,
        SourceNode = firing.Name,
        TargetNode = target.View.Name,
        Reason = Reasons.TriggerFired,
        Message = Explain(firing, candidate, _ledger.AsTarget(target).With(candidate.Load, 1)),
    };

    private static string Explain(TriggerLook firing, Candidate candidate, NodeFacts after)
    {
        var values = string.Join(", ", firing.Sight.Trigger.Fires.Values(firing.Sight.Scope(firing.Node)).Select(static pair => $"{pair.Key} = {pair.Value}"));
        var why = candidate.Clears ? "reaches its lower mark by leaving, most relief per byte" : "relieves most per byte";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"trigger '{firing.Trigger}' fires on node '{firing.Name}' ({values}); pod '{candidate.Pod.Key}' {why} ({candidate.ReliefPercent:0.#} points, {candidate.Load.UsedMemoryBytes / (1024 * 1024):0.#} MiB); node '{after.View.Name}' is the coolest with it ({after.CpuUsagePercent:0.#} % cpu, {after.MemoryUsagePercent:0.#} % memory).");
    }

    private static Gate Enough(TriggerLook firing) =>
        new("MaxMigrationsPerFiring", $"trigger '{firing.Trigger}' has chosen its {firing.Sight.Trigger.Spec.MaxMigrationsPerFiring} for node '{firing.Name}'; others relieved more per byte.");

    private void Reject(TriggerLook firing, PodView? pod, Gate gate) =>
        _verdicts.Add(new Verdict(firing.Trigger, firing.Name, pod?.Namespace, pod?.Name, gate.Name, gate.Message));
}

using PodMotion.Api;

namespace PodMotion.Policies.Migration;

/// <summary>The forms that decisions take.</summary>
internal static class Verdicts
{
    /// <summary>The fallback when a session's stream stays silent.</summary>
    public static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <summary>The pace of asking somebody who did not answer.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    public static Decision Enter(MigrationPhase next, string reason, string message, params ConditionChange[] conditions) =>
        new() { Next = next, Reason = reason, Message = message, Weight = DecisionWeight.Normal, Conditions = conditions };

    /// <summary>Nothing was made: the pod was never touched.</summary>
    public static Decision Fail(Observed o, string reason, string seen, string place, params ConditionChange[] conditions) => new()
    {
        Next = MigrationPhase.Failed,
        Reason = reason,
        Message = Sentence.Of(o, seen, place),
        Weight = DecisionWeight.Warning,
        Conditions = [.. conditions, new(ConditionTypes.Succeeded, false)],
    };

    public static Decision GoBack(Observed o, string reason, string seen) => new()
    {
        Next = MigrationPhase.RollingBack,
        Reason = reason,
        Message = Sentence.Of(o, seen, o.Source == SourcePodState.Running ? Sentence.SourceServes(o) : Sentence.SourceIsGone(o)),
        Weight = DecisionWeight.Warning,
        Conditions = Cancelling(o),
    };

    public static Decision Do(Observed o, string reason, string seen, string place, params MigrationEffect[] effects) => new()
    {
        Reason = reason,
        Message = Sentence.Of(o, o.Refusal is { } refusal ? $"{seen}, which was refused: {refusal}" : seen, place),
        Weight = o.Refusal is null ? DecisionWeight.Quiet : DecisionWeight.Warning,
        Effects = effects,
        Conditions = Cancelling(o),
        LookAgain = Retry,
    };

    /// <summary>A pod that was to be gone by now; it is deleted once more, which changes nothing where that was asked for.</summary>
    public static Decision StillThere(Observed o, string reason, string pod, string node, string place, MigrationEffect delete) =>
        Do(o, reason, $"pod '{pod}' on '{node}' is being deleted and its kubelet or a finalizer has not let it go yet", place, delete) with
        {
            Weight = DecisionWeight.Warning,
        };

    public static Decision Wait(Observed o, string reason, string seen, string place) => new()
    {
        Reason = reason,
        Message = Sentence.Of(o, seen, place),
        Conditions = Cancelling(o),
        LookAgain = Poll,
    };

    public static Decision WaitLoudly(Observed o, string reason, string seen, string place) => new()
    {
        Reason = reason,
        Message = Sentence.Of(o, seen, place),
        Weight = DecisionWeight.Warning,
        Conditions = Cancelling(o),
        LookAgain = Retry,
    };

    /// <summary>Stays where it is and touches nothing, however often it looks.</summary>
    public static Decision InDoubt(Observed o, string seen) => new()
    {
        Reason = Reasons.InDoubt,
        Message = Sentence.Of(
            o,
            seen,
            $"a person must decide whether the pod of '{Sentence.SourceNode(o)}' or that of '{Sentence.TargetNode(o)}' goes on, and nothing is deleted until then"),
        Weight = DecisionWeight.Warning,
        Conditions = [.. Cancelling(o), new(ConditionTypes.InDoubt, true)],
        LookAgain = TimeSpan.FromSeconds(30),
    };

    public static Decision SourceAgentSilent(Observed o, string place) => WaitLoudly(
        o, Reasons.AgentNotReady, $"the agent of source node '{Sentence.SourceNode(o)}' does not answer; it is asked again every {Retry.TotalSeconds:0} s", place);

    public static Decision TargetAgentSilent(Observed o, string place) => WaitLoudly(
        o, Reasons.AgentNotReady, $"the agent of target node '{Sentence.TargetNode(o)}' does not answer; it is asked again every {Retry.TotalSeconds:0} s", place);

    private static ConditionChange[] Cancelling(Observed o) =>
        o.DeletionRequested && !o.Phase.IsFinal() ? [new(ConditionTypes.CancelRequested, true)] : [];
}

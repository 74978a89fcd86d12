using PodMotion.Api.Kubernetes.Model;

namespace PodMotion.Policies.Placement;

/// <summary>The pod must put up with the node's taints, as the scheduler demands.</summary>
internal sealed class TaintCheck : IPlacementCheck
{
    public string Reason => "TaintNotTolerated";

    public bool Passes(in PlacementQuestion question) => FirstUntolerated(question) is null;

    public string Explain(in PlacementQuestion question)
    {
        var taint = FirstUntolerated(question);
        return $"has taint '{taint?.Key}={taint?.Value}:{taint?.Effect}', which the pod does not tolerate";
    }

    private static Taint? FirstUntolerated(in PlacementQuestion question)
    {
        foreach (var taint in question.Node.Taints)
        {
            if (taint.Effect is "NoSchedule" or "NoExecute" && !IsTolerated(taint, question.Pod.Tolerations))
            {
                return taint;
            }
        }

        return null;
    }

    private static bool IsTolerated(Taint taint, IReadOnlyList<Toleration> tolerations)
    {
        foreach (var toleration in tolerations)
        {
            if (Tolerates(toleration, taint))
            {
                return true;
            }
        }

        return false;
    }

    // An empty key with Exists stands for every taint; an empty effect for every effect.
    private static bool Tolerates(Toleration toleration, Taint taint)
    {
        var keyFits = string.IsNullOrEmpty(toleration.Key) ? toleration.Operator == "Exists" : toleration.Key == taint.Key;
        var effectFits = string.IsNullOrEmpty(toleration.Effect) || toleration.Effect == taint.Effect;
        return keyFits && effectFits && (toleration.Operator == "Exists" || (toleration.Value ?? "") == taint.Value);
    }
}

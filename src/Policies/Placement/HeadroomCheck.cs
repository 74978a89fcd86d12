using System.Globalization;

namespace PodMotion.Policies.Placement;

/// <summary>After the pod has arrived, the node must have as much unused as the policy asks for; with an unknown usage nobody can say.</summary>
internal sealed class HeadroomCheck : IPlacementCheck
{
    public string Reason => "Headroom";

    public bool Passes(in PlacementQuestion question)
    {
        if (question.Headroom is not { } headroom)
        {
            return true;
        }

        var after = question.Target.With(question.Load, 1);
        return after.CpuUsagePercent <= 100 - headroom.CpuPercent && after.MemoryUsagePercent <= 100 - headroom.MemoryPercent;
    }

    public string Explain(in PlacementQuestion question)
    {
        var after = question.Target.With(question.Load, 1);
        if (double.IsNaN(after.CpuUsagePercent) || double.IsNaN(after.MemoryUsagePercent))
        {
            return "or the pod has no fresh usage sample, so its headroom is unknown";
        }

        var usage = string.Create(CultureInfo.InvariantCulture, $"would use {after.CpuUsagePercent:0.#} % cpu and {after.MemoryUsagePercent:0.#} % memory with the pod");
        return $"{usage}, and {question.Headroom?.CpuPercent} % and {question.Headroom?.MemoryPercent} % must stay free";
    }
}

namespace PodMotion.Policies.Expressions;

/// <summary>How evenly one resource is used over nodes, in percent of allocatable. All NaN where a node's value is unknown or there is no node.</summary>
/// <param name="Mean">The plain mean.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Min">The least.</param>
/// <param name="Deviation">The standard deviation of the whole population.</param>
internal sealed record ResourceSpread(double Mean, double Max, double Min, double Deviation)
{
    public static ResourceSpread Of(IReadOnlyCollection<double> percents)
    {
        if (percents.Count == 0)
        {
            return new ResourceSpread(double.NaN, double.NaN, double.NaN, double.NaN);
        }

        double sum = 0, max = double.NegativeInfinity, min = double.PositiveInfinity;
        foreach (var percent in percents)
        {
            sum += percent;
            max = Math.Max(max, percent);
            min = Math.Min(min, percent);
        }

        var mean = sum / percents.Count;
        var squares = percents.Sum(percent => (percent - mean) * (percent - mean));
        return new ResourceSpread(mean, max, min, Math.Sqrt(squares / percents.Count));
    }
}

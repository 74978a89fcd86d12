namespace PodMotion.Rebalancer.Migrations;

/// <summary>The leadership under which this process acts; agents refuse what comes from an earlier one.</summary>
public interface IEpoch
{
    /// <summary>Grows with every change of leader.</summary>
    ulong Current { get; }
}

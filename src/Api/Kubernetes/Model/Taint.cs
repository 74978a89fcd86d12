namespace PodMotion.Api.Kubernetes.Model;

/// <summary>What pods must tolerate to run on a node.</summary>
public sealed record Taint
{
    /// <summary>The key.</summary>
    public string Key { get; init; } = "";

    /// <summary>The value.</summary>
    public string Value { get; init; } = "";

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>.</summary>
    public string Effect { get; init; } = "";
}

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>What a container asks for and what it may have at most, by resource name.</summary>
public sealed record ResourceRequirements
{
    /// <summary>Asked for.</summary>
    public IReadOnlyDictionary<string, Quantity> Requests { get; init; } = new Dictionary<string, Quantity>();

    /// <summary>At most.</summary>
    public IReadOnlyDictionary<string, Quantity> Limits { get; init; } = new Dictionary<string, Quantity>();
}

namespace PodMotion.Api.Kubernetes.Model;

/// <summary>One address of a node.</summary>
public sealed record NodeAddress
{
    /// <summary><c>InternalIP</c>, <c>ExternalIP</c>, <c>Hostname</c> and so on.</summary>
    public string Type { get; init; } = "";

    /// <summary>The address.</summary>
    public string Address { get; init; } = "";
}

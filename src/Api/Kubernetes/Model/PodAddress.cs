namespace PodMotion.Api.Kubernetes.Model;

/// <summary>One address of a pod.</summary>
public sealed record PodAddress
{
    /// <summary>The address.</summary>
    public string Ip { get; init; } = "";
}

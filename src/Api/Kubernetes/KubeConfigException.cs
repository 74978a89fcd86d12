namespace PodMotion.Api.Kubernetes;

/// <summary>A kubeconfig or service account that cannot be used. The message names file, field, what it has and what is expected.</summary>
public sealed class KubeConfigException : Exception
{
    /// <summary>With a sentence for the operator.</summary>
    public KubeConfigException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence for the operator and its cause.</summary>
    public KubeConfigException(string message, Exception cause)
        : base(message, cause)
    {
    }
}

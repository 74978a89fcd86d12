using System.Net;

namespace PodMotion.Api.Kubernetes;

/// <summary>The API server could not be asked, gave no usable answer, or refused in a way that no controller can act on. The message names verb and object.</summary>
public sealed class KubeException : Exception
{
    /// <summary>With a sentence for the operator.</summary>
    public KubeException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence for the operator and its cause.</summary>
    public KubeException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>The server's status code; null when there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }
}

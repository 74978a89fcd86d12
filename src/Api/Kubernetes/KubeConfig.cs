using System.Security.Cryptography.X509Certificates;

namespace PodMotion.Api.Kubernetes;

/// <summary>Where an API server is and how to be known to it.</summary>
public sealed record KubeConfig
{
    /// <summary>The server; https, or plain http on a loopback address.</summary>
    public required Uri Server { get; init; }

    /// <summary>The certificates that the server's must lead to; null for those that the machine trusts.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Our certificate with its key; null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Our token; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>A file with our token, read again for every call because it is renewed; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The namespace to use where none is named; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Reads the current context of a kubeconfig file.</summary>
    /// <exception cref="KubeConfigException">It cannot be used; the message names file, field and what is expected.</exception>
    public static KubeConfig Load(string path) => new KubeConfigReader(path).Read();

    /// <summary>For a process in a pod, from its service account.</summary>
    /// <param name="host">Environment variable KUBERNETES_SERVICE_HOST.</param>
    /// <param name="port">Environment variable KUBERNETES_SERVICE_PORT.</param>
    /// <param name="directory">Where the service account is mounted.</param>
    /// <exception cref="KubeConfigException">The process is in no pod, or the pod has no service account.</exception>
    public static KubeConfig InCluster(string? host, string? port, string directory = "/var/run/secrets/kubernetes.io/serviceaccount") =>
        InClusterConfig.Read(host, port, directory);
}

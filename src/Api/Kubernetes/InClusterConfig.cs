using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PodMotion.Api.Kubernetes;

/// <summary>The service account that kubelet mounts into a pod.</summary>
internal static class InClusterConfig
{
    public static KubeConfig Read(string? host, string? port, string directory)
    {
        if (string.IsNullOrEmpty(host) || !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new KubeConfigException(
                $"KUBERNETES_SERVICE_HOST is '{host}' and KUBERNETES_SERVICE_PORT is '{port}'; expected a host and a port, as every pod has. Outside of a cluster name a kubeconfig.");
        }

        var token = Path.Combine(directory, "token");
        if (!File.Exists(token))
        {
            throw new KubeConfigException($"{token}: not found; expected the pod's service account token. Is automountServiceAccountToken off?");
        }

        var namespaceFile = Path.Combine(directory, "namespace");
        return new()
        {
            Server = new UriBuilder(Uri.UriSchemeHttps, host, number).Uri,
            Authorities = ReadAuthorities(Path.Combine(directory, "ca.crt")),
            TokenFile = token,
            Namespace = File.Exists(namespaceFile) ? File.ReadAllText(namespaceFile).Trim() : null,
        };
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            return authorities.Count > 0 ? authorities : throw new CryptographicException("it holds none");
        }
        catch (Exception e) when (e is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"{path}: {e.Message}; expected the certificate of the cluster's authority in PEM form.", e);
        }
    }
}

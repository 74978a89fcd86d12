using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace PodMotion.Api.Kubernetes;

/// <summary>The HTTP client for a configuration: the server's certificate must lead to the authorities named and to the host's name, without exception.</summary>
internal static class KubeHttp
{
    public static HttpClient Create(KubeConfig config)
    {
        var server = config.Server.AbsoluteUri;
        return new(new BearerToken(config, Handler(config)))
        {
            BaseAddress = new(server.EndsWith('/') ? server : $"{server}/"),
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = config.Server.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            DefaultRequestHeaders = { { "User-Agent", "podmotion" } },
        };
    }

    private static SocketsHttpHandler Handler(KubeConfig config)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            EnableMultipleHttp2Connections = true,
            // A watch may be silent for minutes: only a ping tells a dead connection from a quiet one.
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (config.Authorities is { } authorities)
        {
            handler.SslOptions.CertificateChainPolicy = Trust(authorities);
        }

        if (config.ClientCertificate is { } certificate)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        return handler;
    }

    private static X509ChainPolicy Trust(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}

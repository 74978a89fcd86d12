using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PodMotion.Api.Kubernetes;

/// <summary>Reads the current context of one kubeconfig file. Ways to log in that are not there are refused, never skipped.</summary>
internal sealed class KubeConfigReader(string path)
{
    private static readonly string[] UnknownToClusters = ["insecure-skip-tls-verify", "proxy-url", "tls-server-name"];
    private static readonly string[] UnknownToUsers = ["exec", "auth-provider", "username", "password", "as"];

    public KubeConfig Read()
    {
        var file = KubeConfigSection.Load(path);
        var contextName = file.Text("current-context") ?? throw file.Bad("current-context", "nothing", "the name of a context");
        var context = file.Named("contexts", contextName, "context");
        var cluster = file.Named("clusters", context.Text("cluster") ?? throw context.Bad("cluster", "nothing", "the name of a cluster"), "cluster");
        var user = context.Text("user") is { } name ? file.Named("users", name, "user") : null;
        cluster.Refuse(UnknownToClusters);
        user?.Refuse(UnknownToUsers);
        return new()
        {
            Server = ReadServer(cluster),
            Authorities = ReadAuthorities(cluster),
            ClientCertificate = user is null ? null : ReadClientCertificate(user),
            Token = user?.Text("token"),
            TokenFile = user?.File("tokenFile"),
            Namespace = context.Text("namespace"),
        };
    }

    private static Uri ReadServer(KubeConfigSection cluster)
    {
        var text = cluster.Text("server");
        return Uri.TryCreate(text, UriKind.Absolute, out var server)
            && (server.Scheme == Uri.UriSchemeHttps || (server.Scheme == Uri.UriSchemeHttp && server.IsLoopback))
                ? server
                : throw cluster.Bad("server", $"'{text}'", "an https address");
    }

    private static X509Certificate2Collection? ReadAuthorities(KubeConfigSection cluster)
    {
        const string field = "certificate-authority";
        if (cluster.Pem(field) is not { } pem)
        {
            return null;
        }

        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(Encoding.UTF8.GetString(pem));
            return authorities.Count > 0 ? authorities : throw new CryptographicException("it holds none");
        }
        catch (CryptographicException e)
        {
            throw cluster.Bad(field, e.Message, "certificates in PEM form");
        }
    }

    private static X509Certificate2? ReadClientCertificate(KubeConfigSection user)
    {
        const string field = "client-certificate";
        var certificate = user.Pem(field);
        var key = user.Pem("client-key");
        if (certificate is null && key is null)
        {
            return null;
        }

        if (certificate is null || key is null)
        {
            throw user.Bad(key is null ? "client-key" : field, "nothing", "certificate and key together");
        }

        try
        {
            return X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(certificate), Encoding.UTF8.GetString(key));
        }
        catch (CryptographicException e)
        {
            throw user.Bad(field, e.Message, "a certificate and its key in PEM form");
        }
    }
}

using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace PodMotion.Api.Grpc;

/// <summary>
/// TLS 1.3 in which both sides prove with certificates of the installation's own authority who they are; the machine's trusted authorities
/// count for nothing. The files are read once; a process that shall use renewed ones loads them again.
/// </summary>
public sealed class MutualTls : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _authority;
    private readonly X509Certificate2Collection _chain;

    private MutualTls(X509Certificate2 authority, X509Certificate2 certificate, X509Certificate2Collection chain) =>
        (_authority, Certificate, _chain) = (authority, certificate, chain);

    /// <summary>This process's certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Who this process is; null where the certificate's common name is none of ours.</summary>
    public PeerIdentity? Identity => PeerIdentity.From(Certificate);

    /// <summary>Reads the files and checks that they belong together; whether the certificate is valid now shows when it is used.</summary>
    /// <exception cref="MutualTlsException">A file is missing, unreadable or does not fit the others.</exception>
    public static MutualTls Load(MutualTlsFiles files)
    {
        var authority = Read(files.AuthorityFile, "a PEM certificate (the authority's)", X509Certificate2.CreateFromPem);
        var pem = Read(files.CertificateFile, "a PEM certificate", text => text.ToString());
        var key = Read(files.KeyFile, "an unencrypted PEM private key", text => text.ToString());
        using var bare = Parse(files.CertificateFile, "a PEM certificate", () => X509Certificate2.CreateFromPem(pem));
        var certificate = Parse(
            files.KeyFile, $"the unencrypted PEM private key of the certificate in '{files.CertificateFile}'", () => X509Certificate2.CreateFromPem(pem, key));
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(pem);
        var tls = new MutualTls(authority, certificate, chain);
        if (!tls.IsIssuedHere(certificate, chain, X509VerificationFlags.IgnoreNotTimeValid, use: null))
        {
            throw new MutualTlsException(
                $"File '{files.CertificateFile}' holds a certificate of another authority; it must be issued by the one in '{files.AuthorityFile}'.");
        }

        return tls;
    }

    /// <summary>For Kestrel: <c>listen.UseHttps(tls.KestrelOptions())</c> on a listener with HttpProtocols.Http2. A client certificate is required.</summary>
    public HttpsConnectionAdapterOptions KestrelOptions() => new()
    {
        ServerCertificate = Certificate,
        ServerCertificateChain = _chain,
        SslProtocols = SslProtocols.Tls13,
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        CheckCertificateRevocation = false,
        ClientCertificateValidation = (certificate, chain, _) => IsPeer(certificate, chain, ClientUse),
    };

    /// <summary>For an SslStream that serves. A client certificate is required; its role is the caller's to check.</summary>
    public SslServerAuthenticationOptions ServerOptions() => new()
    {
        ServerCertificateContext = Context(),
        EnabledSslProtocols = SslProtocols.Tls13,
        ClientCertificateRequired = true,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) => IsPeer(certificate, chain, ClientUse),
    };

    /// <summary>For a channel or an SslStream that connects.</summary>
    /// <param name="expectedName">The DNS name (an agent's node name) or IP address that the server's certificate must carry as a subject alternative name, whatever address is dialled.</param>
    public SslClientAuthenticationOptions ClientOptions(string expectedName) => new()
    {
        TargetHost = expectedName,
        ClientCertificateContext = Context(),
        EnabledSslProtocols = SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            certificate is X509Certificate2 peer
            && IsPeer(peer, chain, ServerUse)
            && peer.MatchesHostname(expectedName, allowWildcards: false, allowCommonName: false),
    };

    /// <summary>Releases key and certificates; options made before must no longer be used.</summary>
    public void Dispose()
    {
        Certificate.Dispose();
        _authority.Dispose();
        foreach (var certificate in _chain)
        {
            certificate.Dispose();
        }
    }

    private static T Read<T>(string file, string expected, Func<ReadOnlySpan<char>, T> parse)
    {
        var text = Parse(file, expected, () => File.ReadAllText(file));
        return Parse(file, expected, () => parse(text));
    }

    private static T Parse<T>(string file, string expected, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MutualTlsException($"File '{file}' does not exist; it must hold {expected}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MutualTlsException($"File '{file}' cannot be read ({exception.Message}); it must hold {expected}.", exception);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new MutualTlsException($"File '{file}' holds something else ({exception.Message}); it must hold {expected}.", exception);
        }
    }

    private SslStreamCertificateContext Context() => SslStreamCertificateContext.Create(Certificate, _chain, offline: true);

    // The handshake's own verdict counts for nothing; what it brings is the intermediates that the peer sent.
    private bool IsPeer(X509Certificate? certificate, X509Chain? handshake, string use) =>
        certificate is X509Certificate2 peer
        && IsIssuedHere(peer, handshake?.ChainPolicy.ExtraStore ?? [], X509VerificationFlags.NoFlag, use);

    private bool IsIssuedHere(X509Certificate2 certificate, X509Certificate2Collection intermediates, X509VerificationFlags flags, string? use)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = flags;
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        if (use is not null)
        {
            chain.ChainPolicy.ApplicationPolicy.Add(new Oid(use));
        }

        return chain.Build(certificate);
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PodMotion.Api.Grpc;

namespace PodMotion.TestKit;

/// <summary>A certificate authority in a temporary folder; issues certificates for both uses, valid for a day around now.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        Folder = Directory.CreateTempSubdirectory("podmotion-test-ca-").FullName;
        var request = new CertificateRequest("CN=test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _certificate = request.CreateSelfSigned(_clock.GetUtcNow().AddDays(-1), _clock.GetUtcNow().AddDays(1));
        AuthorityFile = Write("ca.pem", _certificate.ExportCertificatePem());
    }

    public string Folder { get; }

    public string AuthorityFile { get; }

    /// <summary>Issues a certificate for a common name, with the given DNS names and 127.0.0.1 as subject alternative names.</summary>
    public MutualTlsFiles Issue(string commonName, params string[] dnsNames)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        foreach (var name in dnsNames)
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.Create(
            _certificate, _clock.GetUtcNow().AddHours(-12), _clock.GetUtcNow().AddHours(12), RandomNumberGenerator.GetBytes(8));
        var file = Guid.NewGuid().ToString("N");
        return new MutualTlsFiles(
            AuthorityFile, Write($"{file}.crt", certificate.ExportCertificatePem()), Write($"{file}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>Issues and loads.</summary>
    public MutualTls IssueTls(string commonName, params string[] dnsNames) => MutualTls.Load(Issue(commonName, dnsNames));

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}

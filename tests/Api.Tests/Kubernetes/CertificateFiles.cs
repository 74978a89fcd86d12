using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>A certificate and its key as files <c>ca.crt</c> and <c>ca.key</c> of a folder.</summary>
internal sealed class CertificateFiles : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly string _key;

    public CertificateFiles(string folder)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        _certificate = new CertificateRequest("CN=test", pair, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
        _key = pair.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(Path.Combine(folder, "ca.crt"), _certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "ca.key"), _key);
    }

    public string Thumbprint => _certificate.Thumbprint;

    public string CertificateData => Convert.ToBase64String(Encoding.ASCII.GetBytes(_certificate.ExportCertificatePem()));

    public string KeyData => Convert.ToBase64String(Encoding.ASCII.GetBytes(_key));

    public void Dispose() => _certificate.Dispose();
}

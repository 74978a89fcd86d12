namespace PodMotion.Api.Grpc;

/// <summary>Where a process finds its identity; all PEM.</summary>
/// <param name="AuthorityFile">The installation's own certificate authority; the only one that is trusted.</param>
/// <param name="CertificateFile">This process's certificate, issued by the authority; intermediates may follow it.</param>
/// <param name="KeyFile">The certificate's private key, not encrypted.</param>
public sealed record MutualTlsFiles(string AuthorityFile, string CertificateFile, string KeyFile);

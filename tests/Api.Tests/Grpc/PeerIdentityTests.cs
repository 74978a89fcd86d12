using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PodMotion.Api.Grpc;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

public sealed class PeerIdentityTests
{
    [Theory]
    [InlineData("podmotion-rebalancer", PeerRole.Rebalancer, "")]
    [InlineData("podmotion-agent:n1", PeerRole.Agent, "n1")]
    [InlineData("podmotion-agent:ip-10-0-0-1.eu.internal", PeerRole.Agent, "ip-10-0-0-1.eu.internal")]
    public void Parse_CommonNameOfOurs_IsRoleAndNode(string commonName, PeerRole role, string node)
    {
        var identity = PeerIdentity.Parse(commonName);

        Assert.Equal(new PeerIdentity(role, node), identity);
        Assert.Equal(commonName, identity!.CommonName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("podmotion-agent")]
    [InlineData("podmotion-agent:")]
    [InlineData("podmotion-agent:N1")]
    [InlineData("podmotion-agent:n1/../n2")]
    [InlineData("podmotion-agent:n1 ")]
    [InlineData("podmotion-rebalancer:n1")]
    [InlineData("PodMotion-rebalancer")]
    [InlineData("xpodmotion-rebalancer")]
    public void Parse_AnythingElse_IsNobody(string commonName)
    {
        Assert.Null(PeerIdentity.Parse(commonName));
    }

    [Theory]
    [InlineData("CN=podmotion-rebalancer", true)]
    [InlineData("O=somebody, CN=podmotion-rebalancer", true)]
    [InlineData("O=podmotion-rebalancer", false)]
    [InlineData("CN=podmotion-rebalancer, CN=somebody", false)]
    [InlineData("CN=\"podmotion-rebalancer, O=x\"", false)]
    public void From_Subject_CountsOnlyItsSingleCommonName(string subject, bool known)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddHours(1));

        Assert.Equal(known, PeerIdentity.From(certificate) is not null);
    }
}

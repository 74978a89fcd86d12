using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using PodMotion.Api.Agent;
using PodMotion.Api.Grpc;
using PodMotion.TestKit;
using Xunit;

namespace PodMotion.Api.Tests.Grpc;

public sealed class MutualTlsTests : IDisposable
{
    private static readonly GrpcCallOptions Limit = new(TimeSpan.FromSeconds(30));
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _other = new();

    public void Dispose()
    {
        _authority.Dispose();
        _other.Dispose();
    }

    [Theory]
    [InlineData("n1")]
    [InlineData("127.0.0.1")]
    public async Task Call_BothSidesOfOneAuthority_IsAnswered(string expectedName)
    {
        using var server = _authority.IssueTls("podmotion-agent:n1", "n1");
        using var client = _authority.IssueTls("podmotion-rebalancer");

        Assert.Equal("hello", await CallAsync(server, client.ClientOptions(expectedName)));
    }

    [Fact]
    public async Task Call_ServerOfAnotherName_IsUnavailable()
    {
        using var server = _authority.IssueTls("podmotion-agent:n1", "n1");
        using var client = _authority.IssueTls("podmotion-rebalancer");

        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(server, client.ClientOptions("n2")));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Status);
        Assert.IsType<AuthenticationException>(error.InnerException!.InnerException);
    }

    [Fact]
    public async Task Call_ServerOfAnotherAuthority_IsUnavailable()
    {
        using var server = _other.IssueTls("podmotion-agent:n1", "n1");
        using var client = _authority.IssueTls("podmotion-rebalancer");

        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(server, client.ClientOptions("n1")));

        Assert.IsType<AuthenticationException>(error.InnerException!.InnerException);
    }

    [Fact]
    public async Task Call_ClientOfAnotherAuthority_IsUnavailable()
    {
        using var server = _authority.IssueTls("podmotion-agent:n1", "n1");
        using var client = _other.IssueTls("podmotion-rebalancer");
        var trusting = client.ClientOptions("n1");
        trusting.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=podmotion-agent:n1";

        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(server, trusting));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Status);
    }

    [Fact]
    public async Task Call_ClientWithoutCertificate_IsUnavailable()
    {
        using var server = _authority.IssueTls("podmotion-agent:n1", "n1");
        var anonymous = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=podmotion-agent:n1" };

        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(server, anonymous));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Status);
    }

    [Fact]
    public async Task Call_OlderTls_IsUnavailable()
    {
        using var server = _authority.IssueTls("podmotion-agent:n1", "n1");
        using var client = _authority.IssueTls("podmotion-rebalancer");
        var old = client.ClientOptions("n1");
#pragma warning disable CA5398 // The old version is the point of the test.
        old.EnabledSslProtocols = SslProtocols.Tls12;
#pragma warning restore CA5398

        var error = await Assert.ThrowsAsync<GrpcException>(() => CallAsync(server, old));

        Assert.Equal(GrpcStatusCode.Unavailable, error.Status);
    }

    [Fact]
    public async Task ServerOptions_OnAPlainStream_ShowWhoTheClientIs()
    {
        using var server = _authority.IssueTls("podmotion-agent:n1", "n1");
        using var client = _authority.IssueTls("podmotion-agent:n2", "n2");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var dialled = new TcpClient();
        await dialled.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await listener.AcceptTcpClientAsync();
        await using var near = new SslStream(dialled.GetStream());
        await using var far = new SslStream(accepted.GetStream());

        await Task.WhenAll(near.AuthenticateAsClientAsync(client.ClientOptions("n1")), far.AuthenticateAsServerAsync(server.ServerOptions()));

        Assert.Equal(SslProtocols.Tls13, far.SslProtocol);
        Assert.Equal("CN=podmotion-agent:n2", far.RemoteCertificate!.Subject);
    }

    [Fact]
    public void Load_GoodFiles_KnowsItsIdentity()
    {
        using var tls = _authority.IssueTls("podmotion-agent:n1", "n1");

        Assert.Equal(new PeerIdentity(PeerRole.Agent, "n1"), tls.Identity);
    }

    [Fact]
    public void Load_FileMissing_NamesFileAndExpectation()
    {
        var files = _authority.Issue("podmotion-rebalancer") with { KeyFile = "/nowhere/tls.key" };

        var error = Assert.Throws<MutualTlsException>(() => MutualTls.Load(files));

        Assert.Equal("File '/nowhere/tls.key' does not exist; it must hold an unencrypted PEM private key.", error.Message);
    }

    [Fact]
    public void Load_FileIsAFolder_CannotBeRead()
    {
        var files = _authority.Issue("podmotion-rebalancer") with { AuthorityFile = _authority.Folder };

        var error = Assert.Throws<MutualTlsException>(() => MutualTls.Load(files));

        Assert.StartsWith($"File '{_authority.Folder}' cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CertificateFileHoldsNone_SaysWhatItMustHold()
    {
        var files = _authority.Issue("podmotion-rebalancer");

        var error = Assert.Throws<MutualTlsException>(() => MutualTls.Load(files with { CertificateFile = files.KeyFile }));

        Assert.StartsWith($"File '{files.KeyFile}' holds something else", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("it must hold a PEM certificate.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_KeyOfAnotherCertificate_NamesBothFiles()
    {
        var files = _authority.Issue("podmotion-rebalancer");
        var wrong = files with { KeyFile = _authority.Issue("podmotion-rebalancer").KeyFile };

        var error = Assert.Throws<MutualTlsException>(() => MutualTls.Load(wrong));

        Assert.StartsWith($"File '{wrong.KeyFile}' holds something else", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{files.CertificateFile}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CertificateOfAnotherAuthority_NamesBothFiles()
    {
        var files = _authority.Issue("podmotion-rebalancer") with { AuthorityFile = _other.AuthorityFile };

        var error = Assert.Throws<MutualTlsException>(() => MutualTls.Load(files));

        Assert.Equal(
            $"File '{files.CertificateFile}' holds a certificate of another authority; it must be issued by the one in '{files.AuthorityFile}'.",
            error.Message);
    }

    private static async Task<string> CallAsync(MutualTls serverTls, SslClientAuthenticationOptions clientTls)
    {
        await using var server = await GrpcTestServer.StartAsync(Echo.Map, tls: serverTls);
        using var channel = server.Connect(new GrpcChannelOptions { Tls = clientTls });
        return (await channel.UnaryAsync<SessionRequest, SessionEvent>(Echo.Unary, Echo.Request("hello"), Limit, CancellationToken.None)).Message;
    }
}

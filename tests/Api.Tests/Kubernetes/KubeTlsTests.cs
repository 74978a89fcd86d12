using System.Security.Cryptography.X509Certificates;
using PodMotion.Api.Kubernetes;
using PodMotion.TestKit;
using PodMotion.TestKit.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class KubeTlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(30), TimeProvider.System);

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task GetAsync_CertificateOfTheNamedAuthority_Answered()
    {
        await using var server = await StartAsync();

        Assert.Null(await ReadAsync(new() { Server = server.Address, Authorities = Authorities(_authority) }));
        Assert.Single(server.Faults.Calls);
    }

    [Fact]
    public async Task GetAsync_CertificateOfAStranger_NothingIsSent()
    {
        await using var server = await StartAsync();

        await Assert.ThrowsAsync<KubeException>(() => ReadAsync(new() { Server = server.Address, Authorities = Authorities(_stranger), Token = "secret" }));

        Assert.Empty(server.Faults.Calls);
    }

    [Fact]
    public async Task GetAsync_NoAuthorityNamed_OnlyThoseOfTheMachineAreTrusted()
    {
        await using var server = await StartAsync();

        await Assert.ThrowsAsync<KubeException>(() => ReadAsync(new() { Server = server.Address }));

        Assert.Empty(server.Faults.Calls);
    }

    [Fact]
    public async Task GetAsync_CertificateForAnotherName_NothingIsSent()
    {
        await using var server = await StartAsync();
        var otherName = new UriBuilder(server.Address) { Host = "localhost" }.Uri;

        await Assert.ThrowsAsync<KubeException>(() => ReadAsync(new() { Server = otherName, Authorities = Authorities(_authority) }));

        Assert.Empty(server.Faults.Calls);
    }

    private static X509Certificate2Collection Authorities(TestAuthority authority) =>
        [X509Certificate2.CreateFromPem(File.ReadAllText(authority.AuthorityFile))];

    private Task<FakeApiServer> StartAsync() =>
        FakeApiServer.StartAsync(TimeProvider.System, _authority.IssueTls("api").Certificate);

    private async Task<Story?> ReadAsync(KubeConfig config)
    {
        using var client = KubeClient.Connect(config, TimeProvider.System);
        return await client.GetAsync(Story.Type, KubeFixture.Key("one"), _patience.Token);
    }
}

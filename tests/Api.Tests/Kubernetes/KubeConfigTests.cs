using PodMotion.Api.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class KubeConfigTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("podmotion-kubeconfig");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Load_TokenAndFiles_RelativeToTheKubeconfig()
    {
        using var authority = new CertificateFiles(_folder.FullName);
        var path = Write("""
            current-context: here
            contexts: [{name: there, context: {}}, {name: here, context: {cluster: c, user: u, namespace: prod}}]
            clusters: [{name: c, cluster: {server: "https://10.0.0.1:6443", certificate-authority: ca.crt}}]
            users: [{name: u, user: {token: secret, tokenFile: token, client-certificate: ca.crt, client-key: ca.key}}]
            """);

        var config = KubeConfig.Load(path);

        Assert.Equal("https://10.0.0.1:6443/", config.Server.AbsoluteUri);
        Assert.Equal(("prod", "secret", Path.Combine(_folder.FullName, "token")), (config.Namespace, config.Token, config.TokenFile));
        Assert.Equal(authority.Thumbprint, Assert.Single(config.Authorities!).Thumbprint);
        Assert.True(config.ClientCertificate?.HasPrivateKey);
    }

    [Fact]
    public void Load_DataInTheFile_ComesFirst()
    {
        using var authority = new CertificateFiles(_folder.FullName);
        var path = Write($$$"""
            current-context: here
            contexts: [{name: here, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: "https://10.0.0.1", certificate-authority-data: {{{authority.CertificateData}}}, certificate-authority: nowhere}}]
            users: [{name: u, user: {client-certificate-data: {{{authority.CertificateData}}}, client-key-data: {{{authority.KeyData}}} } }]
            """);

        var config = KubeConfig.Load(path);

        Assert.Equal(authority.Thumbprint, Assert.Single(config.Authorities!).Thumbprint);
        Assert.True(config.ClientCertificate?.HasPrivateKey);
    }

    [Theory]
    [InlineData("[]", "holds no map; expected a kubeconfig.")]
    [InlineData("contexts: []", "field current-context: nothing; expected the name of a context.")]
    [InlineData("current-context: a", "field contexts: no context named 'a'; expected one, because it is asked for by the current context.")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {}}]}", "field contexts[a].context.cluster: nothing; expected the name of a cluster.")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c}}]}", "field clusters: no cluster named 'c'; expected one, because it is asked for by the current context.")]
    public void Load_NoUsableContext_SaysFileFieldAndExpectation(string yaml, string problem)
    {
        var path = Write(yaml);

        Assert.Equal($"{path}: {problem}", Assert.Throws<KubeConfigException>(() => KubeConfig.Load(path)).Message);
    }

    [Theory]
    [InlineData("{}", "server: ''; expected an https address.")]
    [InlineData("{server: 'http://10.0.0.1'}", "server: 'http://10.0.0.1'; expected an https address.")]
    [InlineData("{server: [a]}", "server: a map or list; expected a text.")]
    [InlineData("{server: 'https://a', certificate-authority-data: '!'}", "certificate-authority-data: another text; expected base64.")]
    [InlineData("{server: 'https://a', certificate-authority-data: 'AAAA'}", "certificate-authority: it holds none; expected certificates in PEM form.")]
    [InlineData("{server: 'https://a', insecure-skip-tls-verify: true}", "insecure-skip-tls-verify: a value; expected nothing, because PodMotion does not support it.")]
    public void Load_BadCluster_SaysFileFieldAndExpectation(string cluster, string problem)
    {
        var path = Write($"{{current-context: a, contexts: [{{name: a, context: {{cluster: c}}}}], clusters: [{{name: c, cluster: {cluster}}}]}}");

        Assert.Equal($"{path}: field clusters[c].cluster.{problem}", Assert.Throws<KubeConfigException>(() => KubeConfig.Load(path)).Message);
    }

    [Theory]
    [InlineData("{exec: {command: x}}", "exec: a value; expected nothing, because PodMotion does not support it.")]
    [InlineData("{client-key-data: AAAA}", "client-certificate: nothing; expected certificate and key together.")]
    [InlineData("{client-certificate-data: AAAA}", "client-key: nothing; expected certificate and key together.")]
    public void Load_BadUser_SaysFileFieldAndExpectation(string user, string problem)
    {
        var path = Write(
            $"{{current-context: a, contexts: [{{name: a, context: {{cluster: c, user: u}}}}], clusters: [{{name: c, cluster: {{server: 'https://a'}}}}], users: [{{name: u, user: {user}}}]}}");

        Assert.Equal($"{path}: field users[u].user.{problem}", Assert.Throws<KubeConfigException>(() => KubeConfig.Load(path)).Message);
    }

    [Fact]
    public void Load_NoFile_SaysSo()
    {
        var path = Path.Combine(_folder.FullName, "nowhere");

        Assert.Equal(
            $"{path}: Could not find file '{path}'; expected a kubeconfig.", Assert.Throws<KubeConfigException>(() => KubeConfig.Load(path)).Message);
    }

    [Fact]
    public void Load_NoYaml_SaysSo()
    {
        var path = Write("a: [");

        Assert.StartsWith($"{path}: ", Assert.Throws<KubeConfigException>(() => KubeConfig.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InCluster_ServiceAccount_IsRead()
    {
        using var authority = new CertificateFiles(_folder.FullName);
        File.WriteAllText(Path.Combine(_folder.FullName, "token"), "t");
        File.WriteAllText(Path.Combine(_folder.FullName, "namespace"), "podmotion-system\n");

        var config = KubeConfig.InCluster("10.96.0.1", "443", _folder.FullName);

        Assert.Equal(("https://10.96.0.1/", "podmotion-system"), (config.Server.AbsoluteUri, config.Namespace));
        Assert.Equal(authority.Thumbprint, Assert.Single(config.Authorities!).Thumbprint);
    }

    [Theory]
    [InlineData(null, null, "KUBERNETES_SERVICE_HOST is ''")]
    [InlineData("10.96.0.1", "many", "KUBERNETES_SERVICE_PORT is 'many'")]
    [InlineData("10.96.0.1", "443", "token: not found; expected the pod's service account token.")]
    public void InCluster_NoPod_SaysWhatIsMissing(string? host, string? port, string problem)
    {
        var error = Assert.Throws<KubeConfigException>(() => KubeConfig.InCluster(host, port, _folder.FullName));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenFile_Renewed_NextCallUsesTheNewOne()
    {
        await using var kube = await KubeFixture.StartAsync();
        var file = Path.Combine(_folder.FullName, "token");
        using var client = KubeClient.Connect(new() { Server = kube.Server.Address, TokenFile = file }, TimeProvider.System);

        await File.WriteAllTextAsync(file, "old\n", kube.Token);
        await client.GetAsync(Story.Type, KubeFixture.Key("one"), kube.Token);
        await File.WriteAllTextAsync(file, "new\n", kube.Token);
        await client.GetAsync(Story.Type, KubeFixture.Key("one"), kube.Token);

        Assert.Equal(["Bearer old", "Bearer new"], kube.Server.Faults.Calls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task TokenFile_Gone_SaysWhatWasBeingDone()
    {
        await using var kube = await KubeFixture.StartAsync();
        using var client = KubeClient.Connect(new() { Server = kube.Server.Address, TokenFile = Path.Combine(_folder.FullName, "gone") }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<KubeException>(() => client.GetAsync(Story.Type, KubeFixture.Key("one"), kube.Token));

        Assert.Contains("while reading Story 'default/one'", error.Message, StringComparison.Ordinal);
        Assert.Empty(kube.Server.Faults.Calls);
    }

    private string Write(string yaml)
    {
        var path = Path.Combine(_folder.FullName, "config");
        File.WriteAllText(path, yaml);
        return path;
    }
}

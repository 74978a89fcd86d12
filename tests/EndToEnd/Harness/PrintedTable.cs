using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using PodMotion.Api.Kubernetes;

namespace PodMotion.EndToEnd.Harness;

/// <summary>A list as the API server prints it for kubectl.</summary>
internal sealed class PrintedTable
{
    private readonly JsonNode table;

    private PrintedTable(JsonNode table) => this.table = table;

    public IReadOnlyList<string> Columns => [.. Definitions.Where(c => c["priority"]?.GetValue<int>() is null or 0).Select(NameOf)];

    private IEnumerable<JsonNode> Definitions => table["columnDefinitions"]!.AsArray()!;

    /// <summary>A cell of the row at <paramref name="row"/>, as text.</summary>
    public string Cell(int row, string column) =>
        table["rows"]![row]!["cells"]![Definitions.Select(NameOf).ToList().IndexOf(column)]?.ToString() ?? "";

    /// <summary>Asks for the PodMigrations of a namespace.</summary>
    public static async Task<PrintedTable> OfMigrationsAsync(KubeConfig config, string inNamespace, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = Options(config) });
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(config.Server, $"/apis/{Kinds.PodMigrations.ApiVersion}/namespaces/{inNamespace}/{Kinds.PodMigrations.Plural}"));
        request.Headers.Add("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io");
        using var answer = await http.SendAsync(request, cancellationToken);
        return new(JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken))!);
    }

    private static SslClientAuthenticationOptions Options(KubeConfig config)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(config.Authorities!);
        return new() { CertificateChainPolicy = policy, ClientCertificates = [config.ClientCertificate!] };
    }

    private static string NameOf(JsonNode definition) => definition["name"]!.GetValue<string>();
}

using System.Net;
using System.Net.Http.Headers;

namespace PodMotion.Api.Tests.Grpc;

/// <summary>What came back, as it stood on the wire.</summary>
internal sealed class RawAnswer(HttpResponseMessage response, byte[] body)
{
    public HttpStatusCode Http { get; } = response.StatusCode;

    public byte[] Body { get; } = body;

    public bool TrailersOnly { get; } = response.Headers.Contains("grpc-status");

    public string Status => Either("grpc-status");

    public string RawMessage => Either("grpc-message");

    public string Message => Uri.UnescapeDataString(RawMessage);

    public string Header(string name) => First(response.Headers, name);

    private string Either(string name) => First(TrailersOnly ? response.Headers : response.TrailingHeaders, name);

    private static string First(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
}

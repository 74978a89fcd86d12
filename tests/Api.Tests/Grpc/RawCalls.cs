using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using PodMotion.Api.Agent;

namespace PodMotion.Api.Tests.Grpc;

/// <summary>gRPC requests built by hand, to see and send what a proper client would not.</summary>
internal sealed class RawCalls(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(30) };

    public async Task<RawAnswer> PostAsync(
        string path, Dictionary<string, string>? headers = null, byte[]? body = null, string contentType = "application/grpc")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body ?? Frame(0, Echo.Request("a"))),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new RawAnswer(response, bytes);
    }

    public static byte[] Frame(byte flag, SessionRequest message)
    {
        var body = message.ToByteArray();
        return [flag, 0, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body];
    }

    public static RawCalls To(Uri address) => new(address);

    public void Dispose() => _http.Dispose();
}

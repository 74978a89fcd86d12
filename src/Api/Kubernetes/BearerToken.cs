using System.Net.Http.Headers;

namespace PodMotion.Api.Kubernetes;

/// <summary>Adds our token. A token file is read for every request: kubelet renews it, and a request is dear beside one small read from memory.</summary>
internal sealed class BearerToken(KubeConfig config, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = config.TokenFile is { } file
            ? await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)
            : config.Token;
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PodMotion.Api.Kubernetes;

/// <summary>One watch request, from a version until the server or the network ends it.</summary>
internal sealed class WatchStream(KubeTransport transport, TimeProvider time)
{
    // The server ends a watch by itself; a watch that outlives this by the margin hangs on a dead connection.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>The frames; a refusal of the request itself comes as an error frame.</summary>
    /// <exception cref="KubeException">The connection broke or hung.</exception>
    public async IAsyncEnumerable<WatchFrame> ReadAsync(
        ResourceType type, Selection selection, string version, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = Call(type, selection, version);
        using var limit = new CancellationTokenSource(Lifetime + Margin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var (answer, refusal) = await transport.OpenAsync(call, either.Token).ConfigureAwait(false);
        using var _ = answer;
        if (refusal is not null)
        {
            yield return new(WatchFrame.Error, new() { ["code"] = refusal.Code, ["reason"] = refusal.Reason, ["message"] = refusal.Message });
            yield break;
        }

        var stream = await answer.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        while (await NextAsync(reader, call, either.Token, cancellationToken).ConfigureAwait(false) is { } frame)
        {
            yield return frame;
        }
    }

    private static async Task<WatchFrame?> NextAsync(StreamReader reader, KubeCall call, CancellationToken either, CancellationToken caller)
    {
        try
        {
            return await reader.ReadLineAsync(either).ConfigureAwait(false) is { } line ? WatchFrame.Parse(line) : null;
        }
        catch (OperationCanceledException e) when (!caller.IsCancellationRequested)
        {
            throw KubeTransport.Broken(call, e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or JsonException)
        {
            throw KubeTransport.Broken(call, e);
        }
    }

    private static KubeCall Call(ResourceType type, Selection selection, string version)
    {
        var query = KubePath.Query(
            ("watch", "true"),
            ("allowWatchBookmarks", "true"),
            ("resourceVersion", version),
            ("timeoutSeconds", Lifetime.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)),
            ("labelSelector", selection.Labels),
            ("fieldSelector", selection.Fields));
        return new(HttpMethod.Get, KubePath.Collection(type, selection.Namespace) + query, $"watching {type.Plural}");
    }
}

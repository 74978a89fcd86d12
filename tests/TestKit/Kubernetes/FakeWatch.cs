using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>One open watch.</summary>
internal sealed class FakeWatch(FakeStore store, FakeCall call, HttpContext context) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly FakeSelector _selector = FakeSelector.Of(call);

    public FakeCall Call => call;

    /// <summary>Ends the answer as the server does when the watch's time is over.</summary>
    public void End() => _ended.Cancel();

    /// <summary>Cuts the connection in the middle.</summary>
    public void Drop() => context.Abort();

    public void Dispose() => _ended.Dispose();

    public async Task RunAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var seconds = int.TryParse(call.QueryOf("timeoutSeconds"), CultureInfo.InvariantCulture, out var number) ? number : 3600;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token, limit.Token);
        try
        {
            await FollowAsync(either.Token).ConfigureAwait(false);
        }
        catch (FakeRefusal refusal)
        {
            await WriteAsync("ERROR", refusal.ToStatus(), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await context.Response.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var (seen, bookmarks) = await StartAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var next = store.Changed;
            var (changes, wanted) = store.Locked(() => (store.Since(seen), store.Bookmarks));
            foreach (var change in changes)
            {
                await TellAsync(change, cancellationToken).ConfigureAwait(false);
                seen = change.Version;
            }

            if (wanted > bookmarks)
            {
                bookmarks = wanted;
                await WriteAsync("BOOKMARK", Bookmark(seen), cancellationToken).ConfigureAwait(false);
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(long Seen, long Bookmarks)> StartAsync(CancellationToken cancellationToken)
    {
        var bookmarks = store.Bookmarks;
        if (long.TryParse(call.QueryOf("resourceVersion"), CultureInfo.InvariantCulture, out var from) && from > 0)
        {
            return (from, bookmarks);
        }

        var (version, all) = store.Locked(() => (store.Version, store.All(FakeResource.Of(call), call.Namespace)));
        foreach (var value in all.Where(_selector.Matches))
        {
            await WriteAsync("ADDED", value, cancellationToken).ConfigureAwait(false);
        }

        return (version, bookmarks);
    }

    private async Task TellAsync(FakeChange change, CancellationToken cancellationToken)
    {
        if (change.Resource != FakeResource.Of(call) || (call.Namespace.Length > 0 && change.Namespace != call.Namespace))
        {
            return;
        }

        var type = (_selector.Matches(change.Before), _selector.Matches(change.After)) switch
        {
            (false, true) => "ADDED",
            (true, true) => "MODIFIED",
            (true, false) => "DELETED",
            (false, false) => "",
        };
        if (type.Length > 0)
        {
            await WriteAsync(type, type == "DELETED" ? Last(change) : change.After!, cancellationToken).ConfigureAwait(false);
        }
    }

    // The last state carries the version of the deletion, as the real server's does.
    private static JsonObject Last(FakeChange change)
    {
        var last = (change.After ?? change.Before)!.DeepClone().AsObject();
        FakeStore.Metadata(last)["resourceVersion"] = change.Version.ToString(CultureInfo.InvariantCulture);
        return last;
    }

    private static JsonObject Bookmark(long version) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) },
    };

    private async Task WriteAsync(string type, JsonObject value, CancellationToken cancellationToken)
    {
        var frame = new JsonObject { ["type"] = type, ["object"] = value.DeepClone() };
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(frame.ToJsonString() + "\n"), cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}

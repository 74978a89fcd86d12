using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PodMotion.Api.Kubernetes;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>
/// An API server in memory, over real HTTP on loopback: any group and resource, lists with selectors and pages, watches with bookmarks, merge patch, a simple
/// server-side apply, status, bindings, finalizers and graceful deletion. It has no schemas, no access rules and no controllers: the test plays kubelet.
/// </summary>
public sealed class FakeApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly FakeStore _store;
    private readonly FakeVerbs _verbs;
    private readonly Lock _gate = new();
    private readonly List<FakeWatch> _watches = [];
    private TaskCompletionSource _watchesChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeApiServer(TimeProvider time, X509Certificate2? certificate)
    {
        _time = time;
        _store = new(time);
        _verbs = new(_store);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            if (certificate is not null)
            {
                endpoint.UseHttps(certificate);
            }
        }));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>The calls received, and what is to go wrong.</summary>
    public FakeFaults Faults { get; } = new();

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts one whose times (creation, deletion, end of watches) come from a clock.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="certificate">Its certificate with key; null for plain HTTP.</param>
    public static async Task<FakeApiServer> StartAsync(TimeProvider time, X509Certificate2? certificate = null)
    {
        var server = new FakeApiServer(time, certificate);
        await server._app.StartAsync().ConfigureAwait(false);
        return server;
    }

    /// <summary>A client of it.</summary>
    public KubeClient CreateClient() => KubeClient.Connect(new() { Server = Address }, _time);

    /// <summary>Stores an object as it is, status included, past all faults.</summary>
    public T Put<T>(ResourceType<T> type, T value)
        where T : class, IKubeObject => KubeObject.Read<T>(PutRaw(type, KubeObject.Write(type, value)));

    /// <summary>Stores an object as it is, status included, past all faults.</summary>
    public JsonObject PutRaw(ResourceType type, JsonObject value) => _store.Put(Of(type), KubeObject.KeyOf(value).Namespace, value);

    /// <summary>The object of this key; null when there is none.</summary>
    public T? Find<T>(ResourceType<T> type, ObjectKey key)
        where T : class, IKubeObject => FindRaw(type, key) is { } value ? KubeObject.Read<T>(value) : null;

    /// <summary>The object of this key; null when there is none.</summary>
    public JsonObject? FindRaw(ResourceType type, ObjectKey key) => _store.Find(Of(type), key.Namespace, key.Name);

    /// <summary>All objects of a kind.</summary>
    public IReadOnlyList<T> All<T>(ResourceType<T> type)
        where T : class, IKubeObject => [.. _store.All(Of(type), "").Select(KubeObject.Read<T>)];

    /// <summary>Removes an object at once, as kubelet or the garbage collector would.</summary>
    public void Remove(ResourceType type, ObjectKey key) => _store.Remove(Of(type), key.Namespace, key.Name);

    /// <summary>Waits until the object of this key (null while there is none) is as wanted, and returns it.</summary>
    public async Task<T?> UntilAsync<T>(ResourceType<T> type, ObjectKey key, Func<T?, bool> wanted, CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        while (true)
        {
            var next = _store.Changed;
            var value = Find(type, key);
            if (wanted(value))
            {
                return value;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until so many watches of a kind are open.</summary>
    public async Task UntilWatchedAsync(ResourceType type, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_watches.Count(watch => FakeResource.Of(watch.Call) == Of(type)) == count)
                {
                    return;
                }

                next = _watchesChanged.Task;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a bookmark on every open watch.</summary>
    public void SendBookmarks() => _store.Bookmark();

    /// <summary>Forgets all changes so far: resuming a watch or a list from before is answered with 410.</summary>
    public void ForgetChanges() => _store.Forget();

    /// <summary>Cuts all open watches in the middle.</summary>
    public void DropWatches() => ForEachWatch(watch => watch.Drop());

    /// <summary>Ends all open watches as a server does when their time is over.</summary>
    public void EndWatches() => ForEachWatch(watch => watch.End());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        DropWatches();
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static FakeResource Of(ResourceType type) => new(type.Group, type.Plural);

    private void ForEachWatch(Action<FakeWatch> act)
    {
        lock (_gate)
        {
            // An end may run on at once and take the watch off the list.
            _watches.ToList().ForEach(act);
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        try
        {
            var create = await FakeCallReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            var (call, fault) = Faults.Register(create);
            await ServeAsync(context, call, fault).ConfigureAwait(false);
        }
        catch (FakeRefusal refusal)
        {
            await AnswerAsync(context, refusal.Code, refusal.ToStatus()).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            var refusal = new FakeRefusal(500, "InternalError", $"the fake API server cannot serve this: {e}");
            await AnswerAsync(context, refusal.Code, refusal.ToStatus()).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(HttpContext context, FakeCall call, FakeFault? fault)
    {
        switch (fault?.Kind)
        {
            case FakeFaultKind.Refused:
                throw new FakeRefusal(fault.Code, fault.Reason, "refused because the test wants it so");
            case FakeFaultKind.Dropped:
                context.Abort();
                break;
            case FakeFaultKind.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, context.RequestAborted).ConfigureAwait(false);
                break;
            case FakeFaultKind.LostAnswer:
                _ = _verbs.Serve(call);
                context.Abort();
                break;
            case null when call.IsWatch:
                await WatchAsync(context, call).ConfigureAwait(false);
                break;
            case null:
                var (code, answer) = _verbs.Serve(call);
                await AnswerAsync(context, code, answer).ConfigureAwait(false);
                break;
        }
    }

    private async Task WatchAsync(HttpContext context, FakeCall call)
    {
        using var watch = new FakeWatch(_store, call, context);
        context.Response.ContentType = "application/json";
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        ChangeWatches(list => list.Add(watch));
        try
        {
            await watch.RunAsync(_time, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            ChangeWatches(list => list.Remove(watch));
        }
    }

    private void ChangeWatches(Action<List<FakeWatch>> change)
    {
        lock (_gate)
        {
            change(_watches);
            _watchesChanged.TrySetResult();
            _watchesChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static async Task AnswerAsync(HttpContext context, int code, JsonObject answer)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted).ConfigureAwait(false);
    }
}

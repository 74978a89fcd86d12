using System.Text.Json.Nodes;

namespace PodMotion.Api.Kubernetes;

/// <summary>
/// Talks to one API server. Refusals that controllers expect (conflict, not found, invalid and so on) are values; <see cref="KubeException"/> means that the
/// server could not be used. Every call ends within 30 seconds. Safe for use from many threads.
/// </summary>
public sealed class KubeClient : IDisposable
{
    /// <summary>Under this name the server records which fields are ours.</summary>
    public const string FieldManager = "podmotion";

    private readonly HttpClient _http;
    private readonly KubeTransport _transport;

    /// <summary>Over a client whose base address is the server's; it is disposed with this one.</summary>
    public KubeClient(HttpClient http, TimeProvider time)
    {
        _http = http;
        _transport = new(http, time);
    }

    /// <summary>To the server that a configuration names.</summary>
    public static KubeClient Connect(KubeConfig config, TimeProvider time) => new(KubeHttp.Create(config), time);

    /// <summary>Reads an object; null when there is none.</summary>
    public async Task<T?> GetAsync<T>(ResourceType<T> type, ObjectKey key, CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        var value = await GetRawAsync(type, key, cancellationToken).ConfigureAwait(false);
        return value is null ? null : KubeObject.Read<T>(value);
    }

    /// <summary>Reads an object with everything that the server knows about it; null when there is none.</summary>
    public async Task<JsonObject?> GetRawAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        var call = new KubeCall(HttpMethod.Get, KubePath.Object(type, key), $"reading {type.Kind} '{key}'");
        var result = await _transport.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return result.Outcome == KubeOutcome.NotFound ? null : result.Require();
    }

    /// <summary>Reads all objects of a selection, page by page.</summary>
    public Task<ObjectList<T>> ListAsync<T>(ResourceType<T> type, Selection selection, CancellationToken cancellationToken)
        where T : class, IKubeObject => new KubeLister(_transport).ListAsync(type, selection, cancellationToken);

    /// <summary>Creates an object; its apiVersion and kind are filled in.</summary>
    public async Task<KubeResult<T>> CreateAsync<T>(ResourceType<T> type, T value, CancellationToken cancellationToken)
        where T : class, IKubeObject => (await CreateRawAsync(type, KubeObject.Write(type, value), cancellationToken).ConfigureAwait(false)).As(KubeObject.Read<T>);

    /// <summary>Creates an object from raw JSON.</summary>
    public Task<KubeResult<JsonObject>> CreateRawAsync(ResourceType type, JsonObject value, CancellationToken cancellationToken)
    {
        var key = KubeObject.KeyOf(value);
        var path = KubePath.Collection(type, key.Namespace) + KubePath.Query(("fieldManager", FieldManager));
        return _transport.SendAsync(new(HttpMethod.Post, path, $"creating {type.Kind} '{key}'") { Body = value }, cancellationToken);
    }

    /// <summary>Makes the object have these fields, creating it if need be; other fields stay as they are, those of ours that are left out go.</summary>
    public async Task<KubeResult<T>> ApplyAsync<T>(ResourceType<T> type, T value, CancellationToken cancellationToken)
        where T : class, IKubeObject => (await ApplyRawAsync(type, KubeObject.Write(type, value), cancellationToken).ConfigureAwait(false)).As(KubeObject.Read<T>);

    /// <summary>Like <see cref="ApplyAsync"/>, from raw JSON.</summary>
    public Task<KubeResult<JsonObject>> ApplyRawAsync(ResourceType type, JsonObject value, CancellationToken cancellationToken)
    {
        var key = KubeObject.KeyOf(value);
        var path = KubePath.Object(type, key) + KubePath.Query(("fieldManager", FieldManager), ("force", "true"));
        var call = new KubeCall(HttpMethod.Patch, path, $"applying {type.Kind} '{key}'") { Body = value, ContentType = KubeCall.Apply };
        return _transport.SendAsync(call, cancellationToken);
    }

    /// <summary>Changes the named fields and removes those set to null; lists are replaced whole.</summary>
    public async Task<KubeResult<T>> MergePatchAsync<T>(
        ResourceType<T> type, ObjectKey key, JsonObject patch, PatchTarget target, CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        var body = patch.DeepClone().AsObject();
        if (target.ResourceVersion is not null)
        {
            var metadata = body["metadata"] as JsonObject ?? [];
            metadata["resourceVersion"] = target.ResourceVersion;
            body["metadata"] = metadata;
        }

        var path = KubePath.Object(type, key, target.Subresource) + KubePath.Query(("fieldManager", FieldManager));
        var call = new KubeCall(HttpMethod.Patch, path, $"patching {Named(type, key, target.Subresource)}") { Body = body, ContentType = KubeCall.MergePatch };
        return (await _transport.SendAsync(call, cancellationToken).ConfigureAwait(false)).As(KubeObject.Read<T>);
    }

    /// <summary>Replaces the status with that of <paramref name="value"/>, whose resourceVersion must still be the newest. Only for kinds whose status is all ours.</summary>
    public Task<KubeResult<T>> ReplaceStatusAsync<T>(ResourceType<T> type, T value, CancellationToken cancellationToken)
        where T : class, IKubeObject => PutAsync(type, value, "status", cancellationToken);

    /// <summary>Replaces an object whose resourceVersion must still be the newest. Only for kinds whose every field the record has, such as a Lease.</summary>
    public Task<KubeResult<T>> ReplaceAsync<T>(ResourceType<T> type, T value, CancellationToken cancellationToken)
        where T : class, IKubeObject => PutAsync(type, value, null, cancellationToken);

    /// <summary>Asks for an object's deletion. Done means asked for: finalizers and grace may keep it. A namesake with another identity is a conflict.</summary>
    public Task<KubeResult<JsonObject>> DeleteAsync(ResourceType type, ObjectKey key, Deletion deletion, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        if (deletion.Uid is not null)
        {
            body["preconditions"] = new JsonObject { ["uid"] = deletion.Uid };
        }

        if (deletion.GracePeriodSeconds is { } grace)
        {
            body["gracePeriodSeconds"] = grace;
        }

        return _transport.SendAsync(new(HttpMethod.Delete, KubePath.Object(type, key), $"deleting {type.Kind} '{key}'") { Body = body }, cancellationToken);
    }

    /// <summary>Binds an unscheduled pod to a node. A pod that is bound already is a conflict.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="uid">Bind only the pod with this identity, never a namesake.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<KubeResult<JsonObject>> BindPodAsync(ObjectKey pod, string uid, string node, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Binding",
            ["metadata"] = new JsonObject { ["name"] = pod.Name, ["namespace"] = pod.Namespace, ["uid"] = uid },
            ["target"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = node },
        };
        var path = KubePath.Object(CoreTypes.Pods, pod, "binding");
        return _transport.SendAsync(new(HttpMethod.Post, path, $"binding Pod '{pod}' to node '{node}'") { Body = body }, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    internal KubeTransport Transport => _transport;

    private static string Named(ResourceType type, ObjectKey key, string? subresource) =>
        subresource is null ? $"{type.Kind} '{key}'" : $"the {subresource} of {type.Kind} '{key}'";

    private async Task<KubeResult<T>> PutAsync<T>(ResourceType<T> type, T value, string? subresource, CancellationToken cancellationToken)
        where T : class, IKubeObject
    {
        var key = ObjectKey.Of(value);
        var path = KubePath.Object(type, key, subresource) + KubePath.Query(("fieldManager", FieldManager));
        var call = new KubeCall(HttpMethod.Put, path, $"writing {Named(type, key, subresource)}") { Body = KubeObject.Write(type, value) };
        return (await _transport.SendAsync(call, cancellationToken).ConfigureAwait(false)).As(KubeObject.Read<T>);
    }
}

using System.Text.Json.Nodes;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>What a <see cref="FakeApiServer"/> does for a call that is no watch.</summary>
internal sealed class FakeVerbs(FakeStore store)
{
    private readonly Dictionary<string, JsonObject> _applied = [];
    private readonly FakeDeletion _deletion = new(store);

    /// <exception cref="FakeRefusal">It is refused.</exception>
    public (int Code, JsonObject Answer) Serve(FakeCall call) => store.Locked(() => (call.Method, call.Name, call.Subresource) switch
    {
        ("GET", "", _) => (200, new FakeLister(store).List(call)),
        ("GET", _, _) => (200, Existing(call)),
        ("POST", "", _) => (201, Create(call)),
        ("POST", _, "binding") => (201, Bind(call)),
        ("PUT", not "", _) => (200, Replace(call)),
        ("PATCH", not "", _) => call.ContentType.StartsWith("application/apply-patch", StringComparison.Ordinal) ? Apply(call) : (200, Patch(call)),
        ("DELETE", not "", _) => (200, _deletion.Delete(call, Existing(call))),
        _ => throw new FakeRefusal(405, "MethodNotAllowed", $"{call.Method} is not served here"),
    });

    private JsonObject Existing(FakeCall call) =>
        store.Find(FakeResource.Of(call), call.Namespace, call.Name) ?? throw FakeRefusal.NotFound(call);

    private JsonObject Create(FakeCall call)
    {
        var value = Body(call);
        var metadata = FakeStore.Metadata(value);
        var name = (string?)metadata["name"] ?? "";
        var named = call with { Name = name };
        if (name.Length == 0)
        {
            throw FakeRefusal.Invalid(call, "metadata.name: Required value: name or generateName is required");
        }

        if (((string?)metadata["namespace"] ?? call.Namespace) != call.Namespace)
        {
            throw new FakeRefusal(400, "BadRequest", "the namespace of the provided object does not match the namespace sent on the request");
        }

        if (store.Find(FakeResource.Of(call), call.Namespace, name) is not null)
        {
            throw new FakeRefusal(409, "AlreadyExists", $"{call.Plural} \"{name}\" already exists");
        }

        return StoreNew(named, value);
    }

    private JsonObject StoreNew(FakeCall call, JsonObject value)
    {
        var metadata = FakeStore.Metadata(value);
        foreach (var owned in (ReadOnlySpan<string>)["uid", "resourceVersion", "creationTimestamp", "generation", "deletionTimestamp"])
        {
            metadata.Remove(owned);
        }

        if (call.Namespace.Length > 0)
        {
            metadata["namespace"] = call.Namespace;
        }

        value.Remove("status");
        if (call is { Plural: "pods", ApiVersion: "v1" })
        {
            value["status"] = new JsonObject { ["phase"] = "Pending" };
        }

        return store.Put(FakeResource.Of(call), call.Namespace, value);
    }

    private JsonObject Replace(FakeCall call)
    {
        var before = Existing(call);
        var value = Body(call);
        if (FakeStore.Metadata(value)["resourceVersion"] is null)
        {
            throw FakeRefusal.Invalid(call, "metadata.resourceVersion: Invalid value: 0x0: must be specified for an update");
        }

        return Update(call, before, value);
    }

    private JsonObject Patch(FakeCall call)
    {
        if (!call.ContentType.StartsWith("application/merge-patch+json", StringComparison.Ordinal))
        {
            throw new FakeRefusal(415, "UnsupportedMediaType", $"'{call.ContentType}' is not served here");
        }

        var before = Existing(call);
        var value = before.DeepClone().AsObject();
        FakeMerge.Patch(value, Body(call));
        return Update(call, before, value);
    }

    private (int Code, JsonObject Answer) Apply(FakeCall call)
    {
        var body = Body(call);
        if (call.QueryOf("fieldManager").Length == 0 || body["apiVersion"] is null || body["kind"] is null)
        {
            throw new FakeRefusal(400, "BadRequest", "an apply names fieldManager, apiVersion and kind");
        }

        var manager = $"{FakeResource.Of(call)}/{call.Namespace}/{call.Name}/{call.Subresource}/{call.QueryOf("fieldManager")}";
        var own = _applied.GetValueOrDefault(manager);
        _applied[manager] = body.DeepClone().AsObject();
        if (store.Find(FakeResource.Of(call), call.Namespace, call.Name) is not { } before)
        {
            return (201, StoreNew(call, body));
        }

        var value = before.DeepClone().AsObject();
        FakeMerge.Apply(value, body, own);
        return (200, Update(call, before, value));
    }

    // A write to the object leaves the status alone and the other way round; what the server keeps about an object is not the caller's to write.
    private JsonObject Update(FakeCall call, JsonObject before, JsonObject value)
    {
        var (old, metadata) = (FakeStore.Metadata(before), FakeStore.Metadata(value));
        CheckPreconditions(call, old, metadata);
        if (call.Subresource == "status")
        {
            var status = value["status"]?.DeepClone();
            value = before.DeepClone().AsObject();
            value["status"] = status;
            return store.Put(FakeResource.Of(call), call.Namespace, value);
        }

        value["status"] = before["status"]?.DeepClone();
        foreach (var kept in (ReadOnlySpan<string>)["uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds", "namespace"])
        {
            metadata[kept] = old[kept]?.DeepClone();
        }

        if (!JsonNode.DeepEquals(before["spec"], value["spec"]))
        {
            metadata["generation"] = ((long?)old["generation"] ?? 0) + 1;
        }

        return _deletion.Store(call, Compact(value));
    }

    private static void CheckPreconditions(FakeCall call, JsonObject old, JsonObject metadata)
    {
        if (metadata["resourceVersion"] is { } wanted && (string?)wanted != (string?)old["resourceVersion"])
        {
            throw FakeRefusal.Conflict(call, "the object has been modified; please apply your changes to the latest version and try again");
        }

        if (metadata["uid"] is { } uid && (string?)uid != (string?)old["uid"])
        {
            throw FakeRefusal.Conflict(call, "the UID in the precondition does not match");
        }
    }

    private JsonObject Bind(FakeCall call)
    {
        var pod = Existing(call);
        var body = Body(call);
        CheckPreconditions(call, FakeStore.Metadata(pod), FakeStore.Metadata(body));
        if ((string?)pod["spec"]?["nodeName"] is { Length: > 0 } node)
        {
            throw FakeRefusal.Conflict(call, $"pod {call.Name} is already assigned to node \"{node}\"");
        }

        if (FakeStore.Metadata(pod)["deletionTimestamp"] is not null)
        {
            throw FakeRefusal.Conflict(call, $"pod {call.Name} is being deleted, cannot be assigned to a host");
        }

        var spec = pod["spec"] as JsonObject ?? [];
        spec["nodeName"] = (string?)body["target"]?["name"];
        pod["spec"] = spec.Parent is null ? spec : spec.DeepClone();
        store.Put(FakeResource.Of(call), call.Namespace, pod);
        return new() { ["apiVersion"] = "v1", ["kind"] = "Status", ["status"] = "Success", ["code"] = 201 };
    }

    private static JsonObject Body(FakeCall call) =>
        call.Body?.DeepClone().AsObject() ?? throw new FakeRefusal(400, "BadRequest", "the request has no body");

    private static JsonObject Compact(JsonObject value)
    {
        foreach (var part in new[] { value, FakeStore.Metadata(value) })
        {
            foreach (var name in part.Where(member => member.Value is null).Select(member => member.Key).ToList())
            {
                part.Remove(name);
            }
        }

        return value;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>Deletions: finalizers keep an object, and a pod on a node stays until its kubelet (the test) deletes it with grace 0.</summary>
internal sealed class FakeDeletion(FakeStore store)
{
    private const int DefaultGrace = 30;

    public JsonObject Delete(FakeCall call, JsonObject value)
    {
        var metadata = FakeStore.Metadata(value);
        if ((string?)call.Body?["preconditions"]?["uid"] is { } uid && uid != (string?)metadata["uid"])
        {
            throw FakeRefusal.Conflict(call, "the UID in the precondition does not match the UID in record");
        }

        var grace = GraceOf(call, value);
        if (metadata["deletionTimestamp"] is null || grace < ((long?)metadata["deletionGracePeriodSeconds"] ?? 0))
        {
            metadata["deletionTimestamp"] = In(grace);
            metadata["deletionGracePeriodSeconds"] = grace;
        }

        return Store(call, value);
    }

    /// <summary>Stores an object, or removes it when nothing keeps it any more; those who watch see one change either way.</summary>
    public JsonObject Store(FakeCall call, JsonObject value)
    {
        var metadata = FakeStore.Metadata(value);
        var due = metadata["deletionTimestamp"] is not null
            && ((long?)metadata["deletionGracePeriodSeconds"] ?? 0) == 0
            && metadata["finalizers"] is not JsonArray { Count: > 0 };
        if (!due)
        {
            return store.Put(FakeResource.Of(call), call.Namespace, value);
        }

        store.Remove(FakeResource.Of(call), call.Namespace, call.Name);
        return value;
    }

    private static long GraceOf(FakeCall call, JsonObject value)
    {
        if (call is not { Plural: "pods", ApiVersion: "v1" } || string.IsNullOrEmpty((string?)value["spec"]?["nodeName"]))
        {
            return 0;
        }

        return (long?)(call.Body?["gracePeriodSeconds"] ?? value["spec"]?["terminationGracePeriodSeconds"]) ?? DefaultGrace;
    }

    private string In(long seconds) =>
        DateTimeOffset.Parse(store.Now(), CultureInfo.InvariantCulture).AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

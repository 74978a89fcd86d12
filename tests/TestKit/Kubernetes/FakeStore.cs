using System.Globalization;
using System.Text.Json.Nodes;

namespace PodMotion.TestKit.Kubernetes;

/// <summary>The objects of a <see cref="FakeApiServer"/>, their versions, and the changes for those who watch. Objects go in and out as copies.</summary>
internal sealed class FakeStore(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(FakeResource Resource, string Namespace, string Name), JsonObject> _objects =
        new(Comparer<(FakeResource Resource, string Namespace, string Name)>.Create((a, b) => string.CompareOrdinal(Text(a), Text(b))));

    private readonly List<FakeChange> _changes = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version = 100;
    private long _forgotten;
    private long _bookmarks;
    private int _identities;

    /// <summary>Everything that a call does to the store happens inside one of these.</summary>
    public T Locked<T>(Func<T> action)
    {
        lock (_gate)
        {
            return action();
        }
    }

    public long Version => Locked(() => _version);

    public long Bookmarks => Locked(() => _bookmarks);

    /// <summary>Ends at the next change or bookmark after it was read.</summary>
    public Task Changed => Locked(() => _changed.Task);

    public JsonObject? Find(FakeResource resource, string inNamespace, string name) =>
        Locked(() => _objects.GetValueOrDefault((resource, inNamespace, name))?.DeepClone().AsObject());

    public IReadOnlyList<JsonObject> All(FakeResource resource, string inNamespace) => Locked(() => _objects
        .Where(entry => entry.Key.Resource == resource && (inNamespace.Length == 0 || entry.Key.Namespace == inNamespace))
        .Select(entry => entry.Value.DeepClone().AsObject())
        .ToList());

    /// <summary>Stores an object as it is, giving it what every stored object has; one that names no identity keeps that of the one before. What has not changed keeps its version.</summary>
    public JsonObject Put(FakeResource resource, string inNamespace, JsonObject value) => Locked(() =>
    {
        var stored = value.DeepClone().AsObject();
        var metadata = Metadata(stored);
        var key = (resource, inNamespace, (string?)metadata["name"] ?? "");
        var before = _objects.GetValueOrDefault(key);
        var old = before?["metadata"];
        metadata["uid"] ??= (string?)old?["uid"] ?? new Guid(++_identities, 0, 0, new byte[8]).ToString();
        metadata["creationTimestamp"] ??= (string?)old?["creationTimestamp"] ?? Now();
        metadata["generation"] ??= (long?)old?["generation"] ?? 1L;
        metadata["resourceVersion"] = (string?)old?["resourceVersion"];
        if (before is not null && JsonNode.DeepEquals(before, stored))
        {
            return stored;
        }

        _version++;
        metadata["resourceVersion"] = _version.ToString(CultureInfo.InvariantCulture);
        _objects[key] = stored;
        Note(new(_version, resource, inNamespace, before, stored));
        return stored.DeepClone().AsObject();
    });

    public void Remove(FakeResource resource, string inNamespace, string name) => Locked(() =>
    {
        if (_objects.Remove((resource, inNamespace, name), out var before))
        {
            _version++;
            Note(new(_version, resource, inNamespace, before, null));
        }

        return true;
    });

    /// <exception cref="FakeRefusal">Changes after that version were forgotten.</exception>
    public IReadOnlyList<FakeChange> Since(long seen) => Locked(() =>
        seen < _forgotten ? throw FakeRefusal.Expired() : _changes.Where(change => change.Version > seen).ToList());

    /// <summary>Forgets all changes so far: who has not seen them must list again.</summary>
    public void Forget() => Locked(() =>
    {
        _version++;
        _changes.Clear();
        return _forgotten = _version;
    });

    public void Bookmark() => Locked(() =>
    {
        _bookmarks++;
        Wake();
        return _bookmarks;
    });

    public string Now() => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Metadata(JsonObject value)
    {
        if (value["metadata"] is not JsonObject metadata)
        {
            metadata = [];
            value["metadata"] = metadata;
        }

        return metadata;
    }

    private static string Text((FakeResource Resource, string Namespace, string Name) key) =>
        $"{key.Resource.Group}\n{key.Resource.Plural}\n{key.Namespace}\n{key.Name}";

    private void Note(FakeChange change)
    {
        _changes.Add(change);
        Wake();
    }

    private void Wake()
    {
        _changed.TrySetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

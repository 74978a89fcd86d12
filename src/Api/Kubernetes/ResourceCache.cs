using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace PodMotion.Api.Kubernetes;

/// <summary>
/// The objects of a selection as a watch last told, in a dictionary that is replaced, never changed: a reader takes one <see cref="Snapshot"/> and works with that.
/// No deletion is lost: what a new list lacks is reported as gone, and so is an object whose namesake took its place.
/// </summary>
public sealed class ResourceCache<T>
    where T : class, IKubeObject
{
    private readonly Watcher<T> _watcher;
    private readonly Action<ResourceChange<T>> _changed;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ImmutableDictionary<ObjectKey, T> _snapshot = ImmutableDictionary<ObjectKey, T>.Empty;

    /// <summary>Of one selection; empty until <see cref="RunAsync"/> has listed.</summary>
    /// <param name="client">The server.</param>
    /// <param name="type">The kind.</param>
    /// <param name="selection">Which of its objects.</param>
    /// <param name="changed">Told of every change after the snapshot has it, one at a time, in order; must not block.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public ResourceCache(
        KubeClient client, ResourceType<T> type, Selection selection, Action<ResourceChange<T>> changed, TimeProvider time, ILogger logger)
    {
        _watcher = new(client, type, selection, time, logger);
        _changed = changed;
    }

    /// <summary>All objects.</summary>
    public IReadOnlyDictionary<ObjectKey, T> Snapshot => _snapshot;

    /// <summary>Ends when all objects were listed once and their changes told.</summary>
    public Task Synced => _synced.Task;

    /// <summary>The object of this key; null when there is none.</summary>
    public T? Find(ObjectKey key) => _snapshot.GetValueOrDefault(key);

    /// <summary>Keeps the cache until it is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _watcher.RunAsync(Take, cancellationToken);

    private void Take(WatchEvent<T> happened)
    {
        switch (happened.Kind)
        {
            case WatchEventKind.Listed:
                TakeAll(happened.Items);
                _synced.TrySetResult();
                break;
            case WatchEventKind.Changed:
                Put(happened.Items[0]);
                break;
            case WatchEventKind.Deleted:
                Remove(ObjectKey.Of(happened.Items[0]), happened.Items[0]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened.Kind, "A watch event of unknown kind.");
        }
    }

    private void TakeAll(IReadOnlyList<T> items)
    {
        var present = items.Select(item => ObjectKey.Of(item)).ToHashSet();
        foreach (var (key, last) in _snapshot)
        {
            if (!present.Contains(key))
            {
                Remove(key, last);
            }
        }

        foreach (var item in items)
        {
            Put(item);
        }
    }

    private void Put(T value)
    {
        var key = ObjectKey.Of(value);
        var before = Find(key);
        if (before is not null && before.Metadata.Uid != value.Metadata.Uid)
        {
            Remove(key, before);
            before = null;
        }

        if (before?.Metadata.ResourceVersion == value.Metadata.ResourceVersion)
        {
            return;
        }

        _snapshot = _snapshot.SetItem(key, value);
        _changed(new(key, before, value));
    }

    private void Remove(ObjectKey key, T last)
    {
        if (_snapshot.ContainsKey(key))
        {
            _snapshot = _snapshot.Remove(key);
            _changed(new(key, last, null));
        }
    }
}

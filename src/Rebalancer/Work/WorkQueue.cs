using PodMotion.Api.Kubernetes;

namespace PodMotion.Rebalancer.Work;

/// <summary>
/// Keys that want to be looked at. A key is handed to one taker at a time; added again meanwhile it comes back once when that one is done. Thread-safe.
/// </summary>
public sealed class WorkQueue(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Queue<ObjectKey> ready = new();
    private readonly HashSet<ObjectKey> wanted = [];
    private readonly HashSet<ObjectKey> taken = [];
    private readonly Dictionary<ObjectKey, int> failures = [];
    private readonly Dictionary<ObjectKey, (DateTimeOffset Due, ITimer Timer)> later = [];
    private readonly SemaphoreSlim available = new(0);

    /// <summary>Wants the key looked at; no more than once however often it is added.</summary>
    public void Add(ObjectKey key)
    {
        lock (gate)
        {
            if (wanted.Add(key) && !taken.Contains(key))
            {
                Offer(key);
            }
        }
    }

    /// <summary>Wants the key looked at after a delay; of several delays the one that ends first counts.</summary>
    public void AddAfter(ObjectKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        lock (gate)
        {
            var due = time.GetUtcNow() + delay;
            if (later.TryGetValue(key, out var waiting))
            {
                if (waiting.Due <= due)
                {
                    return;
                }

                waiting.Timer.Dispose();
            }

            later[key] = (due, time.CreateTimer(_ => Ripe(key), null, delay, Timeout.InfiniteTimeSpan));
        }
    }

    /// <summary>Wants the key looked at again after a failure: later each time, up to 30 s.</summary>
    public void Retry(ObjectKey key)
    {
        int count;
        lock (gate)
        {
            count = failures[key] = failures.GetValueOrDefault(key) + 1;
        }

        AddAfter(key, TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << Math.Min(count - 1, 20))));
    }

    /// <summary>The key succeeded: its next failure counts as the first.</summary>
    public void Forget(ObjectKey key)
    {
        lock (gate)
        {
            failures.Remove(key);
        }
    }

    /// <summary>Waits for a key; <see cref="Done"/> must follow.</summary>
    public async Task<ObjectKey> TakeAsync(CancellationToken cancellationToken)
    {
        await available.WaitAsync(cancellationToken);
        lock (gate)
        {
            var key = ready.Dequeue();
            wanted.Remove(key);
            taken.Add(key);
            return key;
        }
    }

    /// <summary>The taker is done with the key.</summary>
    public void Done(ObjectKey key)
    {
        lock (gate)
        {
            taken.Remove(key);
            if (wanted.Contains(key))
            {
                Offer(key);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var (_, timer) in later.Values)
            {
                timer.Dispose();
            }

            later.Clear();
        }

        available.Dispose();
    }

    private void Offer(ObjectKey key)
    {
        ready.Enqueue(key);
        available.Release();
    }

    private void Ripe(ObjectKey key)
    {
        lock (gate)
        {
            if (later.Remove(key, out var waiting))
            {
                waiting.Timer.Dispose();
            }
        }

        Add(key);
    }
}

namespace PodMotion.EndToEnd.Harness;

/// <summary>Looks again and again at what cannot be watched, for a limited time.</summary>
public sealed class Poll(TimeProvider time, CancellationToken cancellationToken)
{
    /// <summary>Looks until there is something.</summary>
    /// <exception cref="TimeoutException">There was nothing within the limit; the message is <paramref name="what"/>.</exception>
    public async Task<T> UntilAsync<T>(string what, TimeSpan limit, TimeSpan interval, Func<Task<T?>> look)
        where T : class
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (time.GetElapsedTime(began) > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what}.");
            }

            await Task.Delay(interval, time, cancellationToken);
        }
    }

    /// <summary>Looks every 50 ms until it is true.</summary>
    public Task UntilAsync(string what, TimeSpan limit, Func<Task<bool>> look) =>
        UntilAsync(what, limit, Limits.Look, async () => await look() ? this : null);

    /// <summary>Looks every millisecond until it is true: for faults that have to hit a short moment.</summary>
    public Task UntilQuicklyAsync(string what, TimeSpan limit, Func<bool> look) =>
        UntilAsync(what, limit, Limits.QuickLook, () => Task.FromResult(look() ? this : null));

    /// <summary>Looks for the whole time; false as soon as it does not hold.</summary>
    public async Task<bool> HoldsAsync(TimeSpan duration, Func<Task<bool>> look)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < duration)
        {
            if (!await look())
            {
                return false;
            }

            await Task.Delay(Limits.Look, time, cancellationToken);
        }

        return true;
    }
}

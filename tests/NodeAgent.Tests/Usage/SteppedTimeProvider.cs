namespace PodMotion.NodeAgent.Tests.Usage;

/// <summary>A clock that a test moves; its frequency is odd on purpose.</summary>
internal sealed class SteppedTimeProvider : TimeProvider
{
    private TimeSpan _elapsed;

    public override long TimestampFrequency => 1_000;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + _elapsed;

    public override long GetTimestamp() => (long)_elapsed.TotalMilliseconds;

    public void Advance(TimeSpan by) => _elapsed += by;
}

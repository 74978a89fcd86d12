using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace PodMotion.NodeAgent.Usage;

/// <summary>
/// Samples the node's and its pods' usage at a fixed interval and keeps the last sample. A sample that fails is logged and the
/// one before stays, with its own time. Reading <see cref="Current"/> is thread-safe.
/// </summary>
public sealed partial class CgroupSampler : BackgroundService
{
    private readonly UsageOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<CgroupSampler> _logger;
    private readonly CgroupCounters _counters;
    private Readings? _last;
    private volatile NodeUsage? _current;

    /// <summary>Finds the node's cgroups; samples from the start of the host on.</summary>
    /// <exception cref="InvalidOperationException">No mounted cgroup hierarchy shows the node's cgroup.</exception>
    public CgroupSampler(IOptions<UsageOptions> options, TimeProvider timeProvider, IMeterFactory meterFactory, ILogger<CgroupSampler> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _timeProvider = timeProvider;
        _logger = logger;
        _counters = CgroupCounters.Open(_options.FileSystemRoot, _options.NodeCgroup);
        UsageMetrics.Create(meterFactory, () => Current);
    }

    /// <summary>The last sample; null before the first.</summary>
    public NodeUsage? Current => _current;

    /// <summary>Takes a sample now. Not for concurrent use; the host calls it.</summary>
    /// <exception cref="IOException">The node's own cgroup cannot be read.</exception>
    public void Sample()
    {
        var readings = Read();
        var elapsed = _last is null ? TimeSpan.Zero : _timeProvider.GetElapsedTime(_last.Timestamp, readings.Timestamp);
        var node = UsageRate.Of(_last?.Node, readings.Node, elapsed);
        var pods = readings.Pods.ToImmutableSortedDictionary(
            pod => pod.Key,
            pod => UsageRate.Of(_last?.Pods.GetValueOrDefault(pod.Key), pod.Value, elapsed),
            StringComparer.Ordinal);
        _current = new NodeUsage(_timeProvider.GetUtcNow(), node, pods);
        _last = readings;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.Interval, _timeProvider);
        do
        {
            TrySample();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void TrySample()
    {
        try
        {
            Sample();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.SampleFailed(_logger, exception, _options.NodeCgroup);
        }
    }

    private Readings Read()
    {
        var timestamp = _timeProvider.GetTimestamp();
        var node = _counters.Read(_options.NodeCgroup);
        var pods = new Dictionary<string, CgroupReading>(StringComparer.Ordinal);
        foreach (var (uid, cgroup) in PodCgroups.Find(_counters, _options.NodeCgroup))
        {
            try
            {
                pods[uid] = _counters.Read(cgroup);
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException)
            {
                Log.PodVanished(_logger, exception, uid);
            }
        }

        return new Readings(timestamp, node, pods);
    }

    private sealed record Readings(long Timestamp, CgroupReading Node, Dictionary<string, CgroupReading> Pods);

    private static partial class Log
    {
        [LoggerMessage(2900, LogLevel.Warning, "The usage of the node's cgroup '{Cgroup}' could not be read; the sample before stays until the next one succeeds.")]
        public static partial void SampleFailed(ILogger logger, Exception exception, string cgroup);

        [LoggerMessage(2901, LogLevel.Debug, "Pod {Pod} went while its usage was read; this sample is without it.")]
        public static partial void PodVanished(ILogger logger, Exception exception, string pod);
    }
}

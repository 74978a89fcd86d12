using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PodMotion.TestKit.Workloads;

/// <summary>
/// Writes numbered values to a Redis server over one open connection and reads each back, one step every <see cref="Pace"/>.
/// A connection that breaks, or a command unanswered for <see cref="AnswerLimit"/>, counts as a reset; the client then asks
/// <paramref name="locate"/> for the address again and goes on. Every acknowledged write is read again by <see cref="VerifyAsync"/>.
/// </summary>
public sealed class CheckingClient(Func<CancellationToken, Task<EndPoint>> locate, string keyPrefix, TimeProvider time)
{
    private const int ReadBatch = 1000;
    private readonly Lock gate = new();
    private readonly List<long> acknowledged = [];
    private CheckingReport report = CheckingReport.Empty;
    private RespConnection? connection;

    public static TimeSpan Pace { get; } = TimeSpan.FromMilliseconds(2);

    public static TimeSpan AnswerLimit { get; } = TimeSpan.FromSeconds(60);

    private static TimeSpan ReconnectPause { get; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What was seen so far; safe to read while <see cref="RunAsync"/> runs.</summary>
    public CheckingReport Report
    {
        get
        {
            lock (gate)
            {
                return report;
            }
        }
    }

    /// <summary>Starts the longest stall anew, so that a later one is seen by itself.</summary>
    public void ForgetStalls() => Update(seen => seen with { LongestStall = TimeSpan.Zero });

    /// <summary>Runs until <paramref name="stop"/>; returns normally then. The connection stays open for <see cref="VerifyAsync"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ticks = new PeriodicTimer(Pace, time);
        for (var sequence = 1L; !stop.IsCancellationRequested; sequence++)
        {
            await StepAsync(sequence);
            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Reads every acknowledged write again, over the same connection where it still stands, and closes it.</summary>
    public async Task<CheckingReport> VerifyAsync(CancellationToken cancellationToken)
    {
        connection ??= await OpenAsync(cancellationToken);
        foreach (var batch in acknowledged.Chunk(ReadBatch))
        {
            var reply = await connection.SendAsync(["MGET", .. batch.Select(Key)], cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                Compare(batch[i], reply.Items[i].Text);
            }
        }

        await connection.DisposeAsync();
        connection = null;
        return Report;
    }

    private static string Value(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);

    private string Key(long sequence) => $"{keyPrefix}:{Value(sequence)}";

    /// <summary>A step always ends: either acknowledged and read back, or counted as a reset.</summary>
    private async Task StepAsync(long sequence)
    {
        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(AnswerLimit, time);
        try
        {
            connection ??= await OpenAsync(limit.Token);
            await connection.SendAsync(["SET", Key(sequence), Value(sequence)], limit.Token);
            acknowledged.Add(sequence);
            var read = await connection.SendAsync(["GET", Key(sequence)], limit.Token);
            Update(seen => seen with { AcknowledgedWrites = seen.AcknowledgedWrites + 1 });
            Compare(sequence, read.Text);
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
        {
            await ResetAsync(sequence, broken);
        }

        var took = time.GetElapsedTime(started);
        Update(seen => took > seen.LongestStall ? seen with { LongestStall = took } : seen);
    }

    private async Task<RespConnection> OpenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await RespConnection.OpenAsync(await locate(cancellationToken), cancellationToken);
            }
            catch (SocketException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(ReconnectPause, time, cancellationToken);
            }
        }
    }

    private async Task ResetAsync(long sequence, Exception broken)
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
            connection = null;
        }

        Update(seen => seen with { Resets = seen.Resets + 1, FirstFault = seen.FirstFault ?? $"write {sequence}: {broken.Message}" });
    }

    private void Compare(long sequence, string? read)
    {
        if (read == Value(sequence))
        {
            return;
        }

        var fault = $"write {sequence}: acknowledged, then read back as '{read ?? "nothing"}'";
        Update(seen => seen with { LostWrites = seen.LostWrites + 1, FirstFault = seen.FirstFault ?? fault });
    }

    private void Update(Func<CheckingReport, CheckingReport> change)
    {
        lock (gate)
        {
            report = change(report);
        }
    }
}

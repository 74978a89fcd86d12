using PodMotion.Api;
using PodMotion.Api.Kubernetes;
using PodMotion.Api.Kubernetes.Model;
using PodMotion.Rebalancer.Migrations;

namespace PodMotion.Rebalancer;

/// <summary>
/// One rebalancer acts at a time: the one that holds the Lease. Its count of transitions is the epoch that agents are told. A holder that could not renew in time is
/// lost for good, before another one may take over; the process ends then.
/// </summary>
public sealed partial class Leadership(KubeClient client, string identity, TimeProvider time, ILogger<Leadership> logger) : IEpoch
{
    /// <summary>The Lease.</summary>
    public static readonly ObjectKey Key = new(PodMotionGroup.SystemNamespace, "podmotion-rebalancer");

    private const int DurationSeconds = 15;
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Lease? seen;
    private long seenAt;
    private bool usurped;

    /// <inheritdoc/>
    public ulong Current { get; private set; }

    /// <summary>Ends when the Lease is held.</summary>
    public Task Held => held.Task;

    /// <summary>Takes the Lease as soon as it is free, then keeps it; returns when it is lost.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!await TryAsync(AcquireAsync, cancellationToken))
        {
            await Task.Delay(RetryEvery, time, cancellationToken);
        }

        Log.Taken(logger, identity, Current);
        held.TrySetResult();
        await KeepAsync(cancellationToken);
        Log.Lost(logger, identity, GiveUpAfter.TotalSeconds);
    }

    /// <summary>Gives the Lease up, so that a successor need not wait.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (Held.IsCompleted && await client.GetAsync(CoreTypes.Leases, Key, cancellationToken) is { } lease && lease.Spec.HolderIdentity == identity)
        {
            await client.ReplaceAsync(CoreTypes.Leases, lease with { Spec = lease.Spec with { HolderIdentity = "" } }, cancellationToken);
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        var renewed = time.GetTimestamp();
        while (!usurped && time.GetElapsedTime(renewed) < GiveUpAfter)
        {
            await Task.Delay(RetryEvery, time, cancellationToken);
            if (await TryAsync(RenewAsync, cancellationToken))
            {
                renewed = time.GetTimestamp();
            }
        }
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task<bool>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await act(cancellationToken);
        }
        catch (KubeException e)
        {
            Log.Trouble(logger, e.Message);
            return false;
        }
    }

    private async Task<bool> AcquireAsync(CancellationToken cancellationToken)
    {
        if (await client.GetAsync(CoreTypes.Leases, Key, cancellationToken) is not { } lease)
        {
            return Took(await client.CreateAsync(CoreTypes.Leases, Mine(new() { Metadata = new() { Name = Key.Name, Namespace = Key.Namespace } }, 1), cancellationToken));
        }

        if (!string.IsNullOrEmpty(lease.Spec.HolderIdentity) && !HasExpired(lease))
        {
            return false;
        }

        return Took(await client.ReplaceAsync(CoreTypes.Leases, Mine(lease, (lease.Spec.LeaseTransitions ?? 0) + 1), cancellationToken));
    }

    private async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        var lease = await client.GetAsync(CoreTypes.Leases, Key, cancellationToken);
        usurped = lease is not null && lease.Spec.HolderIdentity != identity;
        return lease is not null && !usurped
            && (await client.ReplaceAsync(CoreTypes.Leases, lease with { Spec = lease.Spec with { RenewTime = time.GetUtcNow() } }, cancellationToken)).IsDone;
    }

    // By our own clock since we saw it renewed last: the holder's clock may differ from ours.
    private bool HasExpired(Lease lease)
    {
        if (seen?.Metadata.ResourceVersion != lease.Metadata.ResourceVersion)
        {
            (seen, seenAt) = (lease, time.GetTimestamp());
        }

        return time.GetElapsedTime(seenAt) >= TimeSpan.FromSeconds(lease.Spec.LeaseDurationSeconds ?? DurationSeconds);
    }

    private Lease Mine(Lease lease, int transitions) => lease with
    {
        Spec = new()
        {
            HolderIdentity = identity,
            LeaseDurationSeconds = DurationSeconds,
            AcquireTime = time.GetUtcNow(),
            RenewTime = time.GetUtcNow(),
            LeaseTransitions = transitions,
        },
    };

    private bool Took(KubeResult<Lease> result)
    {
        if (!result.IsDone)
        {
            Log.Trouble(logger, result.Message);
            return false;
        }

        Current = (ulong)(result.Value!.Spec.LeaseTransitions ?? 1);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(1910, LogLevel.Information, "Rebalancer '{Identity}' holds the lease and acts; epoch {Epoch}.")]
        public static partial void Taken(ILogger logger, string identity, ulong epoch);

        [LoggerMessage(1911, LogLevel.Error, "Rebalancer '{Identity}' could not renew the lease for {Seconds} s or another one took it; it stops acting and ends.")]
        public static partial void Lost(ILogger logger, string identity, double seconds);

        [LoggerMessage(1912, LogLevel.Warning, "The lease could not be used and is tried again: {Detail}")]
        public static partial void Trouble(ILogger logger, string detail);
    }
}

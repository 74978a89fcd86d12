using PodMotion.Api.Grpc;
using PodMotion.NodeAgent.Network;
using PodMotion.NodeAgent.Runtime;
using PodMotion.NodeAgent.Transfer;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>Takes the routes of moved addresses away once the pod is gone: the target sees that itself, the source asks the target.</summary>
public sealed partial class AddressSweeper(
    HandedAddresses addresses, AgentDirectories directories, AddressHandover handover, MutualTls tls, TimeProvider timeProvider, ILogger<AddressSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var entry in addresses.All())
            {
                await TrySweepAsync(entry, stoppingToken);
            }
        }
    }

    private async Task TrySweepAsync(HandedAddress entry, CancellationToken stopping)
    {
        try
        {
            using var limit = new CancellationTokenSource(AskLimit, timeProvider);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
            if (await IsInUseAsync(entry, both.Token))
            {
                return;
            }

            await (entry.IsGivenAway
                ? handover.BringBackAsync(entry.Bridge, entry.Address, stopping)
                : handover.DropAsync(entry.Bridge, entry.Address, stopping));
            addresses.Remove(entry.Address);
            Log.Freed(logger, entry.Address, entry.PodUid);
        }
        catch (Exception exception) when (exception is BulkException or IOException or CommandFailedException || (exception is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            // A node that does not answer may still run the pod.
            Log.NotAsked(logger, entry.Address, entry.TargetNode, exception.Message);
        }
    }

    private async Task<bool> IsInUseAsync(HandedAddress entry, CancellationToken cancellationToken)
    {
        if (!entry.IsGivenAway)
        {
            return Directory.Exists(directories.Pod(entry.PodUid));
        }

        await using var connection = await BulkConnection.OpenAsync(entry.TargetBulkEndpoint, entry.TargetNode, tls, cancellationToken);
        return await connection.AskForAddressAsync(entry.Address, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(2230, LogLevel.Information, "Address {Address} is free again: pod {Pod}, which took it along, is gone.")]
        public static partial void Freed(ILogger logger, string address, string pod);

        [LoggerMessage(2231, LogLevel.Debug, "Whether address {Address} is still in use on node '{Node}' is not known ({Error}); its route stays.")]
        public static partial void NotAsked(ILogger logger, string address, string node, string error);
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Transfer;

/// <summary>Unpacks the trees of one bulk stream; verifies names, digests and the total size.</summary>
/// <param name="frames">The stream.</param>
/// <param name="places">Where trees go.</param>
/// <param name="maxBytes">Most bytes of all trees together.</param>
public sealed class TreeReceiver(BulkFrames frames, ITreePlaces places, long maxBytes)
{
    private readonly HashSet<TreeName> _seen = [];
    private long _received;

    /// <summary>Takes in the tree whose beginning was read.</summary>
    /// <param name="name">The text of the <see cref="BulkFrameKind.Tree"/> frame.</param>
    /// <param name="cancellationToken">Gives up; what was unpacked stays.</param>
    /// <exception cref="BulkException">Name, digest, size or tar stream is wrong.</exception>
    public async Task ReceiveAsync(string name, CancellationToken cancellationToken)
    {
        var tree = TreeName.Parse(name) ?? throw new BulkException($"The bulk stream holds a tree '{name}'; known are images, shm, layer/NAME and volume/NAME.");
        if (!_seen.Add(tree))
        {
            throw new BulkException($"The bulk stream holds tree '{name}' twice.");
        }

        var folder = await places.PrepareAsync(tree, cancellationToken)
            ?? throw new BulkException($"The bulk stream holds tree '{name}', which the pod on this node does not have.");
        using var tar = ProcessRunner.Start(TarProgram.Unpack(folder), redirectInput: true);
        try
        {
            await UnpackAsync(tree, tar, cancellationToken);
        }
        finally
        {
            TreeSender.Stop(tar);
        }

        await places.FinishAsync(tree, cancellationToken);
    }

    /// <summary>Whether a tree came in whole.</summary>
    public bool HasReceived(TreeName name) => _seen.Contains(name);

    private async Task UnpackAsync(TreeName tree, Process tar, CancellationToken cancellationToken)
    {
        var output = ProcessRunner.ReadBoundedAsync(tar.StandardOutput.BaseStream);
        var error = ProcessRunner.ReadBoundedAsync(tar.StandardError.BaseStream);
        try
        {
            await CopyAsync(tree, tar.StandardInput.BaseStream, cancellationToken);
            tar.StandardInput.Close();
        }
        catch (IOException)
        {
            // tar ended early; its exit code and first line say why.
            await tar.WaitForExitAsync(cancellationToken);
            throw new BulkException($"Unpacking '{tree}' failed: {ProcessRunner.FirstLine(await error)}");
        }

        await tar.WaitForExitAsync(cancellationToken);
        await output;
        if (tar.ExitCode != 0)
        {
            throw new BulkException($"Unpacking '{tree}' failed: {ProcessRunner.FirstLine(await error)}");
        }
    }

    private async Task CopyAsync(TreeName tree, Stream to, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var frame = await frames.ReadAsync(cancellationToken);
        for (; frame.Kind == BulkFrameKind.Data; frame = await frames.ReadAsync(cancellationToken))
        {
            _received += frame.Payload.Length;
            if (_received > maxBytes)
            {
                throw new BulkException($"The bulk stream holds more than {maxBytes} bytes, the limit of this node.");
            }

            digest.AppendData(frame.Payload.Span);
            await to.WriteAsync(frame.Payload, cancellationToken);
        }

        if (frame.Kind != BulkFrameKind.TreeEnd || !frame.Payload.Span.SequenceEqual(digest.GetHashAndReset()))
        {
            throw new BulkException($"Tree '{tree}' ends with {frame.Kind} and not with the SHA-256 of what arrived.");
        }
    }
}

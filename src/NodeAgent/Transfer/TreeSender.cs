using System.Security.Cryptography;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Transfer;

/// <summary>Sends file trees as tar streams over one bulk stream, in bounded memory.</summary>
public sealed class TreeSender(BulkFrames frames)
{
    /// <summary>Bytes of all trees so far.</summary>
    public long SentBytes { get; private set; }

    /// <summary>Sends a folder and everything below it.</summary>
    /// <exception cref="BulkException">The folder could not be read whole.</exception>
    public async Task SendAsync(TreeName name, string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        await frames.WriteTextAsync(BulkFrameKind.Tree, name.ToString(), cancellationToken);
        using var tar = ProcessRunner.Start(TarProgram.Pack(folder), redirectInput: false);
        try
        {
            var error = ProcessRunner.ReadBoundedAsync(tar.StandardError.BaseStream);
            var digest = await CopyAsync(tar.StandardOutput.BaseStream, cancellationToken);
            await tar.WaitForExitAsync(cancellationToken);
            if (tar.ExitCode != 0)
            {
                throw new BulkException($"Packing '{name}' failed: {ProcessRunner.FirstLine(await error)}");
            }

            await frames.WriteAsync(BulkFrameKind.TreeEnd, digest, cancellationToken);
        }
        finally
        {
            Stop(tar);
        }
    }

    private async Task<byte[]> CopyAsync(Stream from, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BulkFrames.MaxPayload];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            digest.AppendData(buffer, 0, read);
            SentBytes += read;
            await frames.WriteAsync(BulkFrameKind.Data, buffer.AsMemory(0, read), cancellationToken);
        }

        return digest.GetHashAndReset();
    }

    internal static void Stop(System.Diagnostics.Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}

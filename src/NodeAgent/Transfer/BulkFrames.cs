using System.Buffers.Binary;
using System.Text;

namespace PodMotion.NodeAgent.Transfer;

/// <summary>Frames on a stream: kind (1 byte), length (4 bytes, big endian), payload. Not for concurrent use in one direction.</summary>
public sealed class BulkFrames(Stream stream)
{
    /// <summary>Largest payload in bytes.</summary>
    public const int MaxPayload = 256 * 1024;

    private const int HeaderLength = 5;
    private readonly byte[] _incoming = new byte[MaxPayload];
    private readonly byte[] _header = new byte[HeaderLength];

    /// <summary>Sends one frame.</summary>
    public async Task WriteAsync(BulkFrameKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        header[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), payload.Length);
        await stream.WriteAsync(header, cancellationToken);
        await stream.WriteAsync(payload, cancellationToken);
    }

    /// <summary>Sends one frame of text and everything before it.</summary>
    public async Task WriteTextAsync(BulkFrameKind kind, string text, CancellationToken cancellationToken)
    {
        await WriteAsync(kind, Encoding.UTF8.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>Reads the next frame.</summary>
    /// <exception cref="BulkException">The stream ended, or what came is no frame.</exception>
    public async Task<BulkFrame> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stream.ReadExactlyAsync(_header, cancellationToken);
            var (kind, length) = ((BulkFrameKind)_header[0], BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(1)));
            if (!Enum.IsDefined(kind) || length is < 0 or > MaxPayload)
            {
                throw new BulkException($"The bulk stream holds a frame of kind {_header[0]} and length {length}; this agent knows kinds 1 to 12 and at most {MaxPayload} bytes.");
            }

            await stream.ReadExactlyAsync(_incoming.AsMemory(0, length), cancellationToken);
            return new BulkFrame(kind, _incoming.AsMemory(0, length));
        }
        catch (EndOfStreamException exception)
        {
            throw new BulkException("The bulk stream ended before it was complete.", exception);
        }
        catch (IOException exception)
        {
            throw new BulkException($"The bulk stream broke: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the next frame, which must be of one kind.</summary>
    /// <exception cref="BulkException">It is another one; the sentence of a <see cref="BulkFrameKind.Failed"/> is passed on.</exception>
    public async Task<BulkFrame> ExpectAsync(BulkFrameKind kind, CancellationToken cancellationToken)
    {
        var frame = await ReadAsync(cancellationToken);
        return frame.Kind == kind ? frame
            : frame.Kind == BulkFrameKind.Failed ? throw new BulkException(frame.Text)
            : throw new BulkException($"The bulk stream holds {frame.Kind} where {kind} was expected.");
    }
}

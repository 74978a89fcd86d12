using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace PodMotion.Api.Grpc;

/// <summary>Messages on a byte stream: a flag byte (compressed), four bytes of length (big endian), the protobuf message.</summary>
internal static class GrpcMessages
{
    private const int HeaderSize = 5;

    public static byte[] Frame(IMessage message)
    {
        var size = message.CalculateSize();
        var frame = new byte[HeaderSize + size];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), size);
        message.WriteTo(frame.AsSpan(HeaderSize));
        return frame;
    }

    /// <summary>The next message; null at the end of the stream.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED for a message above the limit, INTERNAL for bytes that are not a whole, plain message.</exception>
    public static async ValueTask<T?> ReadAsync<T>(PipeReader reader, int maxSize, CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (TryParse<T>(buffer, maxSize, out var message, out var consumed))
            {
                reader.AdvanceTo(consumed);
                return message;
            }

            if (result.IsCompleted)
            {
                return buffer.IsEmpty
                    ? null
                    : throw new GrpcException(GrpcStatusCode.Internal, "The stream ended in the middle of a message.");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        PipeReader reader, int maxSize, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IMessage<T>, new()
    {
        while (await ReadAsync<T>(reader, maxSize, cancellationToken) is { } message)
        {
            yield return message;
        }
    }

    private static bool TryParse<T>(ReadOnlySequence<byte> buffer, int maxSize, out T? message, out SequencePosition consumed)
        where T : class, IMessage<T>, new()
    {
        (message, consumed) = (null, buffer.Start);
        if (buffer.Length < HeaderSize)
        {
            return false;
        }

        var size = ReadHeader(buffer.Slice(0, HeaderSize), maxSize);
        if (buffer.Length < HeaderSize + size)
        {
            return false;
        }

        var body = buffer.Slice(HeaderSize, size);
        (message, consumed) = (Parse<T>(body), body.End);
        return true;
    }

    private static long ReadHeader(ReadOnlySequence<byte> bytes, int maxSize)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        bytes.CopyTo(header);
        if (header[0] != 0)
        {
            throw new GrpcException(
                GrpcStatusCode.Internal, $"A message has flag byte '{header[0]}'; only uncompressed messages (flag 0) are taken.");
        }

        var size = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        return size <= maxSize
            ? size
            : throw new GrpcException(
                GrpcStatusCode.ResourceExhausted, $"A message has {size} bytes; the largest that is taken has {maxSize} bytes.");
    }

    private static T Parse<T>(ReadOnlySequence<byte> body)
        where T : class, IMessage<T>, new()
    {
        try
        {
            var message = new T();
            message.MergeFrom(body);
            return message;
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new GrpcException(
                GrpcStatusCode.Internal, $"A message is not a valid '{typeof(T).Name}' in protobuf encoding.", exception);
        }
    }
}

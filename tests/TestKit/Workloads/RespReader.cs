using System.Globalization;
using System.Text;

namespace PodMotion.TestKit.Workloads;

/// <summary>Reads RESP2 replies one after the other from a stream. A stream that ends inside a reply throws <see cref="EndOfStreamException"/>.</summary>
public sealed class RespReader(Stream stream)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;

    public async Task<RespReply> ReadAsync(CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(cancellationToken);
        var rest = line[1..];
        return line[0] switch
        {
            '+' => new RespReply(rest, 0, []),
            '-' => throw new RespErrorException(rest),
            ':' => new RespReply(null, ParseNumber(rest), []),
            '$' => await ReadBulkAsync((int)ParseNumber(rest), cancellationToken),
            '*' => await ReadArrayAsync((int)ParseNumber(rest), cancellationToken),
            _ => throw new InvalidDataException($"RESP reply begins with '{line[0]}'; expected one of + - : $ *"),
        };
    }

    private static long ParseNumber(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private async Task<RespReply> ReadArrayAsync(int count, CancellationToken cancellationToken)
    {
        if (count < 0)
        {
            return RespReply.Null;
        }

        var items = new RespReply[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = await ReadAsync(cancellationToken);
        }

        return new RespReply(null, 0, items);
    }

    private async Task<RespReply> ReadBulkAsync(int length, CancellationToken cancellationToken)
    {
        if (length < 0)
        {
            return RespReply.Null;
        }

        var bytes = new byte[length + 2];
        var filled = 0;
        while (filled < bytes.Length)
        {
            await FillAsync(cancellationToken);
            var take = Math.Min(end - start, bytes.Length - filled);
            buffer.AsSpan(start, take).CopyTo(bytes.AsSpan(filled));
            start += take;
            filled += take;
        }

        return new RespReply(Encoding.Latin1.GetString(bytes, 0, length), 0, []);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            await FillAsync(cancellationToken);
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var take = newline < 0 ? end - start : newline;
            line.Append(Encoding.Latin1.GetString(buffer, start, take));
            start += take;
            if (newline >= 0)
            {
                start++;
                return line.Length > 1 ? line.ToString(0, line.Length - 1) : throw new InvalidDataException("RESP reply is an empty line");
            }
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (start < end)
        {
            return;
        }

        start = 0;
        end = await stream.ReadAsync(buffer, cancellationToken);
        if (end == 0)
        {
            throw new EndOfStreamException("the server closed the connection");
        }
    }
}

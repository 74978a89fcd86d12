using System.Globalization;
using System.Text;

namespace PodMotion.Api.Grpc;

/// <summary>The percent-encoding of the grpc-message header: UTF-8, every byte outside of printable ASCII and the percent sign escaped.</summary>
internal static class GrpcMessageText
{
    // Common clients refuse headers above 8 KiB together; the beginning of a long message is worth more than none.
    private const int MaxLength = 4096;

    public static string Encode(string message)
    {
        var text = new StringBuilder(message.Length);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in message.EnumerateRunes())
        {
            if (text.Length > MaxLength)
            {
                return text.Append("...").ToString();
            }

            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                _ = value is >= 0x20 and <= 0x7e and not (byte)'%'
                    ? text.Append((char)value)
                    : text.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return text.ToString();
    }

    /// <summary>Never fails: a percent sign that begins no escape stands for itself.</summary>
    public static string Decode(string encoded) => Uri.UnescapeDataString(encoded);
}

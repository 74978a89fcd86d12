using System.Globalization;

namespace PodMotion.Api.Grpc;

/// <summary>The grpc-timeout header: one to eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const long MaxValue = 99_999_999;

    // Finest first, so that formatting loses as little as eight digits allow.
    private static readonly (char Unit, long Nanoseconds)[] Units =
    [
        ('n', 1), ('u', 1_000), ('m', 1_000_000), ('S', 1_000_000_000), ('M', 60_000_000_000), ('H', 3_600_000_000_000),
    ];

    // The longest time that a CancellationTokenSource takes; 49 days is as good as no limit for a call.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Rounds up, to a unit in which the value has at most eight digits; a negative time becomes zero.</summary>
    public static string Format(TimeSpan time)
    {
        var nanoseconds = (Int128)Math.Max(0, time.Ticks) * TimeSpan.NanosecondsPerTick;
        foreach (var (unit, size) in Units)
        {
            var value = (nanoseconds + size - 1) / size;
            if (value <= MaxValue)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{(long)value}{unit}");
            }
        }

        return $"{MaxValue}H";
    }

    /// <summary>Rounds up to whole ticks and down to 49 days; false where the text is not a timeout.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        if (text.Length is < 2 or > MaxDigits + 1 || !text.AsSpan(0, text.Length - 1).ContainsOnlyDigits())
        {
            return false;
        }

        foreach (var (unit, size) in Units)
        {
            if (unit == text[^1])
            {
                var nanoseconds = (Int128)long.Parse(text.AsSpan(0, text.Length - 1), CultureInfo.InvariantCulture) * size;
                var ticks = (nanoseconds + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick;
                time = ticks > Longest.Ticks ? Longest : TimeSpan.FromTicks((long)ticks);
                return true;
            }
        }

        return false;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}

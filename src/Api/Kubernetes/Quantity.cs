using System.Globalization;
using System.Text.Json.Serialization;

namespace PodMotion.Api.Kubernetes;

/// <summary>
/// An amount of a resource, such as <c>100m</c> CPU or <c>64Mi</c> memory, exact: two texts for one amount are equal. Parsed amounts are multiples of 10⁻⁹,
/// rounded away from zero, and at most 2⁶³−1 either way, as Kubernetes has it.
/// </summary>
/// <param name="Value">The amount in the resource's base unit: cores, bytes, pieces.</param>
[JsonConverter(typeof(QuantityConverter))]
public readonly record struct Quantity(decimal Value) : IComparable<Quantity>
{
    /// <summary>Nothing.</summary>
    public static Quantity Zero { get; }

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">It is no quantity.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is no quantity; expected a number with a unit such as 100m, 2, 64Mi or 1.5G.");

    /// <summary>Reads a text; false when it is no quantity.</summary>
    public static bool TryParse(string? text, out Quantity value)
    {
        var parsed = QuantityParser.Parse(text);
        value = new(parsed ?? 0);
        return parsed is not null;
    }

    /// <summary>The sum.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    /// <summary>Whether the first is less.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>Whether the first is more.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>Whether the first is not more.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>Whether the first is not less.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    /// <summary>A text that <see cref="Parse"/> reads as the same amount, with the coarsest of the units none, m, u and n that is exact.</summary>
    public override string ToString()
    {
        var scaled = Value;
        foreach (var unit in (ReadOnlySpan<string>)["", "m", "u"])
        {
            if (decimal.IsInteger(scaled))
            {
                return scaled.ToString("0", CultureInfo.InvariantCulture) + unit;
            }

            scaled *= 1000;
        }

        return scaled.ToString("0", CultureInfo.InvariantCulture) + "n";
    }
}

using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PodMotion.Api.Kubernetes;
using Xunit;

namespace PodMotion.Api.Tests.Kubernetes;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("100m", "0.1")]
    [InlineData("1500m", "1.5")]
    [InlineData("-2", "-2")]
    [InlineData("+2", "2")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("64Mi", "67108864")]
    [InlineData("1.5Gi", "1610612736")]
    [InlineData("1G", "1000000000")]
    [InlineData("12e3", "12000")]
    [InlineData("12E-3", "0.012")]
    [InlineData("1E", "1000000000000000000")]
    [InlineData("250000000n", "0.25")]
    [InlineData("0.1n", "0.000000001")]
    [InlineData("-0.1n", "-0.000000001")]
    [InlineData("8Ei", "9223372036854775807")]
    [InlineData("1e100", "9223372036854775807")]
    [InlineData("-1e100", "-9223372036854775807")]
    [InlineData("1e-100", "0.000000001")]
    [InlineData("0e100", "0")]
    public void Parse_Quantity_ExactAmount(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), Quantity.Parse(text).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("m")]
    [InlineData(".")]
    [InlineData("1..2")]
    [InlineData("--1")]
    [InlineData("1K")]
    [InlineData("1mi")]
    [InlineData("1,5")]
    [InlineData("1e")]
    [InlineData("1e1.5")]
    [InlineData("1 Gi")]
    [InlineData("NaN")]
    public void TryParse_NoQuantity_False(string? text) => Assert.False(Quantity.TryParse(text, out _));

    [Fact]
    public void Parse_NoQuantity_SaysWhatIsExpected() =>
        Assert.Equal(
            "'many' is no quantity; expected a number with a unit such as 100m, 2, 64Mi or 1.5G.",
            Assert.Throws<FormatException>(() => Quantity.Parse("many")).Message);

    [Theory]
    [InlineData("1000m", "1")]
    [InlineData("0.1", "100m")]
    [InlineData("0.0015", "1500u")]
    [InlineData("1n", "1n")]
    [InlineData("1Ki", "1024")]
    public void ToString_Quantity_CoarsestExactUnit(string text, string expected) => Assert.Equal(expected, Quantity.Parse(text).ToString());

    [Fact]
    public void Parse_OwnText_SameAmount() => Check(nanos =>
    {
        var value = new Quantity(nanos * 0.000000001m);
        return Quantity.Parse(value.ToString()) == value;
    });

    [Fact]
    public void Parse_SameAmountInTwoUnits_Equal() => Check(number =>
    {
        var thousands = Quantity.Parse($"{number % 1_000_000_000}k");
        var units = Quantity.Parse($"{number % 1_000_000_000}000");
        return thousands == units && thousands.GetHashCode() == units.GetHashCode();
    });

    [Fact]
    public void Arithmetic_AddThenTakeAway_NothingLost() => Prop.ForAll<long, long>((a, b) =>
    {
        var (x, y) = (new Quantity(a * 0.001m), new Quantity(b * 1024m));
        return x + y - y == x && (x < y) == (x - y < Quantity.Zero) && x.CompareTo(y) == -y.CompareTo(x);
    }).QuickCheckThrowOnFailure();

    private static void Check(Func<long, bool> holds) => Prop.ForAll(holds).QuickCheckThrowOnFailure();
}

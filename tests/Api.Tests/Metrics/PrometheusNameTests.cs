using PodMotion.Api.Metrics;
using Xunit;

namespace PodMotion.Api.Tests.Metrics;

public sealed class PrometheusNameTests
{
    [Theory]
    [InlineData("podmotion.freeze", "s", false, "podmotion_freeze_seconds")]
    [InlineData("podmotion.transferred", "By", true, "podmotion_transferred_bytes_total")]
    [InlineData("podmotion.transferred_bytes_total", "By", true, "podmotion_transferred_bytes_total")]
    [InlineData("podmotion.migrations", "{migration}", true, "podmotion_migrations_total")]
    [InlineData("podmotion.dirty", "By/s", false, "podmotion_dirty_bytes_per_second")]
    [InlineData("podmotion.rate", "{page}/s", false, "podmotion_rate_per_second")]
    [InlineData("podmotion.share", "%", false, "podmotion_share_percent")]
    [InlineData("podmotion.weight", "kg", false, "podmotion_weight_kg")]
    [InlineData("podmotion.plain", "", false, "podmotion_plain")]
    [InlineData("9-lives", "1", false, "_9_lives")]
    public void Of_InstrumentAndUnit_GivesNameWithUnitInWords(string instrument, string unit, bool isCounter, string expected)
    {
        Assert.Equal(expected, PrometheusName.Of(instrument, unit, isCounter));
    }
}

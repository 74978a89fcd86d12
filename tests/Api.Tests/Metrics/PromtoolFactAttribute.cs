using Xunit;

namespace PodMotion.Api.Tests.Metrics;

/// <summary>Skips where promtool (Debian package prometheus) is not installed, unless CI asks for it with PODMOTION_REQUIRE_PROMTOOL=1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (!IsInstalled && !IsRequired)
        {
            Skip = "promtool is not in PATH; install the Debian package prometheus to run this test.";
        }
    }

    private static bool IsRequired =>
        Environment.GetEnvironmentVariable("CI") == "true" && Environment.GetEnvironmentVariable("PODMOTION_REQUIRE_PROMTOOL") == "1";

    private static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "promtool")));
}

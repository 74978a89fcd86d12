using Xunit;

namespace PodMotion.TestKit;

/// <summary>
/// A test against a real API server, whose kubeconfig the environment variable PODMOTION_APISERVER names. Without it the test is skipped, but where
/// CI is <c>true</c> and PODMOTION_REQUIRE_APISERVER is <c>1</c> it runs and fails, so that nobody takes silence for success.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealApiServerFactAttribute : FactAttribute
{
    private const string Variable = "PODMOTION_APISERVER";

    /// <summary>Decides whether the test is skipped.</summary>
    public RealApiServerFactAttribute()
    {
        var demanded = Environment.GetEnvironmentVariable("CI") == "true" && Environment.GetEnvironmentVariable("PODMOTION_REQUIRE_APISERVER") == "1";
        if (Environment.GetEnvironmentVariable(Variable) is null or "" && !demanded)
        {
            Skip = $"{Variable} is not set; expected the path of a kubeconfig for a real API server.";
        }
    }

    /// <summary>The kubeconfig.</summary>
    /// <exception cref="InvalidOperationException">None is named.</exception>
    public static string Kubeconfig => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path
        ? path
        : throw new InvalidOperationException($"{Variable} is not set; expected the path of a kubeconfig, because PODMOTION_REQUIRE_APISERVER is 1.");
}

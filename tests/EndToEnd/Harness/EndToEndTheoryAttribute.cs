using Xunit;

namespace PodMotion.EndToEnd.Harness;

/// <summary>Scenarios on the local cluster; skipped unless PODMOTION_E2E is 1, failed where CI is <c>true</c> and there is no cluster.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EndToEndTheoryAttribute : TheoryAttribute
{
    public EndToEndTheoryAttribute() => Skip = EndToEndSwitch.SkipReason;
}

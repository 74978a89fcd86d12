namespace PodMotion.TestKit.Kubernetes;

/// <summary>A collection of a <see cref="FakeStore"/>; versions of one group are the same collection.</summary>
internal readonly record struct FakeResource(string Group, string Plural)
{
    public static FakeResource Of(FakeCall call) =>
        new(call.ApiVersion.Contains('/', StringComparison.Ordinal) ? call.ApiVersion.Split('/')[0] : "", call.Plural);
}

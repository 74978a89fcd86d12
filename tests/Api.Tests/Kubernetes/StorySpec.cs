namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>What a <see cref="Story"/> is to be.</summary>
public sealed record StorySpec
{
    public string? Title { get; init; }

    public string? Author { get; init; }
}

using PodMotion.Api.Kubernetes;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>How far a <see cref="Story"/> is.</summary>
public sealed record StoryStatus
{
    public int Chapters { get; init; }

    public IReadOnlyList<Condition> Conditions { get; init; } = [];
}

using PodMotion.Api.Kubernetes;

namespace PodMotion.Api.Tests.Kubernetes;

/// <summary>A kind for tests.</summary>
public sealed record Story : IKubeObject
{
    public static ResourceType<Story> Type { get; } = new("test.podmotion.io", "v1", "stories", nameof(Story), Namespaced: true);

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    public StorySpec Spec { get; init; } = new();

    public StoryStatus? Status { get; init; }

    public static Story Named(string name, string? title = null) =>
        new() { Metadata = new() { Name = name, Namespace = "default" }, Spec = new() { Title = title } };
}

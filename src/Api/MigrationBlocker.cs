namespace PodMotion.Api;

/// <summary>Something that stands against moving a pod.</summary>
/// <param name="Reason">CamelCase.</param>
/// <param name="Message">One sentence for an operator.</param>
/// <param name="ContainerName">The container concerned, where it is one.</param>
public sealed record MigrationBlocker(string Reason, string Message, string? ContainerName = null);

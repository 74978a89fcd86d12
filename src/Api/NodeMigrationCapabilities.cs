namespace PodMotion.Api;

/// <summary>What a node has that matters for a migration.</summary>
public sealed record NodeMigrationCapabilities
{
    /// <summary>Architecture as Kubernetes names it, such as <c>amd64</c>.</summary>
    public string? Architecture { get; init; }

    /// <summary>Kernel release, as in <c>uname -r</c>.</summary>
    public string? KernelVersion { get; init; }

    /// <summary>Version of CRIU; absent where there is none.</summary>
    public string? CriuVersion { get; init; }

    /// <summary>Name and version of the container runtime.</summary>
    public string? ContainerRuntime { get; init; }

    /// <summary><c>v1</c> or <c>v2</c>.</summary>
    public string? CgroupVersion { get; init; }
}

namespace PodMotion.NodeAgent.Runtime;

/// <summary>A program to run, without any shell.</summary>
/// <param name="File">The program; found in PATH where it has no slash.</param>
/// <param name="Arguments">Its arguments, each passed on as it is.</param>
public sealed record CommandLine(string File, params string[] Arguments)
{
    /// <summary>Variables added to the agent's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it runs; null: where the agent runs.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>After this time the program is killed; null: never, it is waited for.</summary>
    public TimeSpan? TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override string ToString() => $"{File} {string.Join(' ', Arguments)}";
}

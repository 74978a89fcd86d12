using PodMotion.NodeAgent.Transfer;

namespace PodMotion.NodeAgent.Tests.Transfer;

/// <summary>Puts every tree into one folder; null: expects none.</summary>
internal sealed class FolderPlaces(string? folder) : ITreePlaces
{
    public List<TreeName> Finished { get; } = [];

    public Task<string?> PrepareAsync(TreeName name, CancellationToken cancellationToken) => Task.FromResult(folder);

    public Task FinishAsync(TreeName name, CancellationToken cancellationToken)
    {
        Finished.Add(name);
        return Task.CompletedTask;
    }
}

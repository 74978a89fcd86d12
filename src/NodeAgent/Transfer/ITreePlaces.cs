namespace PodMotion.NodeAgent.Transfer;

/// <summary>Where a target session puts the trees that come in.</summary>
public interface ITreePlaces
{
    /// <summary>Makes the folder of a tree ready to be filled.</summary>
    /// <returns>The folder; null where this session expects no such tree.</returns>
    Task<string?> PrepareAsync(TreeName name, CancellationToken cancellationToken);

    /// <summary>The tree is unpacked and verified.</summary>
    Task FinishAsync(TreeName name, CancellationToken cancellationToken);
}

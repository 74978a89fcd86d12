namespace PodMotion.EndToEnd.Harness;

/// <summary>A process of a pod as the host sees it.</summary>
/// <param name="Id">Its process ID on the host.</param>
/// <param name="PodUid">The pod.</param>
/// <param name="Command">Its short name.</param>
/// <param name="State">The kernel's letter: R, S, D, T (stopped), Z (dead) and so on.</param>
/// <param name="Frozen">Whether its cgroup is frozen.</param>
public sealed record PodProcess(int Id, string PodUid, string Command, char State, bool Frozen)
{
    /// <summary>Whether it can run: neither frozen, nor stopped, nor dead.</summary>
    public bool Runs => !Frozen && State is not ('T' or 't' or 'Z' or 'X');
}

namespace PodMotion.EndToEnd.Harness;

/// <summary>A process that the cluster's supervisor starts again whenever it ends.</summary>
/// <param name="pidFile">The supervisor's pid file.</param>
/// <param name="mark">A part of the process's command line, by which it is told from the supervisor's own children.</param>
public sealed class SupervisedProcess(string pidFile, string mark)
{
    /// <summary>Its process ID now; null between its end and its next start.</summary>
    public int? Id => HostProcesses.ChildrenOf(LocalNode.ReadPid(pidFile)) is { } children
        && children.FirstOrDefault(id => HostProcesses.CommandLineOf(id).Contains(mark, StringComparison.Ordinal)) is var found and > 0
            ? found
            : null;

    /// <summary>Ends it with SIGKILL; the supervisor starts it again about half a second later.</summary>
    public void Kill() => HostProcesses.Signal(Running(), "KILL");

    /// <summary>Stops it until what is returned is disposed.</summary>
    public IDisposable Pause() => new Stopped(Running());

    private int Running() => Id ?? throw new InvalidOperationException($"No process '{mark}' runs under the supervisor of '{pidFile}'.");

    private sealed class Stopped : IDisposable
    {
        private readonly int id;

        public Stopped(int id)
        {
            this.id = id;
            HostProcesses.Signal(id, "STOP");
        }

        public void Dispose() => HostProcesses.Signal(id, "CONT");
    }
}

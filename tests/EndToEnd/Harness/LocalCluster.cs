namespace PodMotion.EndToEnd.Harness;

/// <summary>The local cluster from outside: its nodes and processes, and the faults that can be made in them.</summary>
public sealed class LocalCluster
{
    private readonly string folder;

    /// <summary>By the folder that holds its kubeconfig.</summary>
    public LocalCluster(string folder)
    {
        this.folder = folder;
        Nodes = [new(folder, "worker-1", 1), new(folder, "worker-2", 2)];
        Rebalancer = new(Path.Combine(folder, "run", "rebalancer.pid"), "PodMotion.Rebalancer.dll");
    }

    public IReadOnlyList<LocalNode> Nodes { get; }

    public SupervisedProcess Rebalancer { get; }

    /// <summary>The logs that explain a failure.</summary>
    public IReadOnlyList<string> Logs => [.. Nodes.Select(node => node.AgentLog), Path.Combine(folder, "log", "rebalancer.log")];

    private string CriuFile => Path.Combine(
        Environment.GetEnvironmentVariable("PODMOTION_CRIU_DIR") ?? Path.Combine(Path.GetDirectoryName(folder)!, "podmotion-criu"), "criu");

    public LocalNode Node(string name) => Nodes.Single(node => node.Name == name);

    /// <summary>The node that is not <paramref name="name"/>.</summary>
    public LocalNode OtherNode(string name) => Nodes.Single(node => node.Name != name);

    /// <summary>Puts another program in CRIU's place, or none, until what is returned is disposed. Both nodes use the same one.</summary>
    /// <param name="script">The other program; null for none.</param>
    public IDisposable ReplaceCriu(string? script) => new OtherCriu(CriuFile, script);

    private sealed class OtherCriu : IDisposable
    {
        private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        private readonly string file;

        public OtherCriu(string file, string? script)
        {
            this.file = file;
            File.Move(file, Aside);
            if (script is not null)
            {
                File.WriteAllText(file, script);
                File.SetUnixFileMode(file, Executable);
            }
        }

        private string Aside => file + ".aside";

        public void Dispose() => File.Move(Aside, file, overwrite: true);
    }
}

namespace PodMotion.EndToEnd.Harness;

/// <summary>A node of the local cluster: namespaces on this machine, entered through its first process.</summary>
public sealed class LocalNode(string folder, string name, int index)
{
    private const string StateDirectory = "var/lib/podmotion";

    public string Name => name;

    /// <summary>The node's agent.</summary>
    public SupervisedProcess Agent { get; } = new(Path.Combine(folder, "run", $"agent-{name}.pid"), "PodMotion.NodeAgent.dll");

    /// <summary>The file that the agent's output goes to.</summary>
    public string AgentLog => Path.Combine(folder, "log", $"agent-{name}.log");

    private int Init => ReadPid(Path.Combine(folder, "run", $"node-{name}.pid"));

    private string Root => $"/proc/{Init}/root";

    /// <summary>Whether the pod is fenced: from its freeze until its folder is gone, or until it serves again.</summary>
    public bool IsFenced(string podUid) => File.Exists(Path.Combine(Root, StateDirectory, "fences", podUid));

    /// <summary>Whether the agent has journalled a step, such as <c>FROZEN</c>, of a session that it still keeps.</summary>
    /// <param name="migrationUid">The PodMigration's UID.</param>
    /// <param name="step">The step's name in the protocol, without its prefix.</param>
    public bool HasJournalled(string migrationUid, string step)
    {
        var folder = Path.Combine(Root, StateDirectory, "journal");
        return Directory.Exists(folder)
            && Directory.EnumerateFiles(folder, migrationUid + ".*").Any(file => ReadLoosely(file).Contains("SESSION_STEP_" + step, StringComparison.Ordinal));
    }

    /// <summary>The node's own processes, its pods' aside, whose command line holds <paramref name="part"/>.</summary>
    public IReadOnlyList<int> Processes(string part) => HostProcesses.Like(part, Init);

    /// <summary>Takes the node's link to everything else down until what is returned is disposed.</summary>
    public IDisposable CutLink() => new Cut($"k8r-v{index}");

    /// <summary>The first number of a pid file.</summary>
    public static int ReadPid(string file) => HostProcesses.Number(File.ReadAllText(file).Split(' ', '\n')[0]);

    private static string ReadLoosely(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }

    private sealed class Cut : IDisposable
    {
        private readonly string link;

        public Cut(string link)
        {
            this.link = link;
            Set("down");
        }

        public void Dispose() => Set("up");

        private void Set(string state)
        {
            if (HostProcesses.Run("ip", "link", "set", link, state) != 0)
            {
                throw new InvalidOperationException($"The link '{link}' could not be set {state}.");
            }
        }
    }
}

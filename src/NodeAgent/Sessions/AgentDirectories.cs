using Microsoft.Extensions.Options;
using PodMotion.NodeAgent.Configuration;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>The agent's own folders. The state survives a reboot, the rest need not.</summary>
public sealed class AgentDirectories : IDisposable
{
    private const UnixFileMode RootOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly AgentOptions _options;
    private readonly FileStream _lock;

    /// <summary>Makes the folders where they are missing, and takes them for this process alone.</summary>
    /// <exception cref="InvalidOperationException">Another agent has them.</exception>
    public AgentDirectories(IOptions<AgentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        foreach (var folder in new[] { _options.StateDirectory, Fences, Tickets, Journals, Addresses, _options.RunDirectory, SessionsRoot })
        {
            Directory.CreateDirectory(folder, RootOnly);
        }

        _lock = Lock(Path.Combine(_options.StateDirectory, "lock"));
    }

    /// <summary>One file per fenced pod UID.</summary>
    public string Fences => Path.Combine(_options.StateDirectory, "fences");

    /// <summary>One folder per pod UID, one file per container.</summary>
    public string Tickets => Path.Combine(_options.StateDirectory, "tickets");

    /// <summary>One file per session.</summary>
    public string Journals => Path.Combine(_options.StateDirectory, "journal");

    /// <summary>One file per address that was handed over.</summary>
    public string Addresses => Path.Combine(_options.StateDirectory, "addresses");

    /// <summary>The file with this installation's instance ID.</summary>
    public string InstanceId => Path.Combine(_options.StateDirectory, "instance-id");

    /// <summary>The socket that the OCI runtime handler calls.</summary>
    public string HandlerSocket => Path.Combine(_options.RunDirectory, "handler.sock");

    /// <summary>Lets another agent have the folders.</summary>
    public void Dispose() => _lock.Dispose();

    // Two agents would both recover the same sessions. The kernel drops the lock with the process.
    private static FileStream Lock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new InvalidOperationException($"State folder '{Path.GetDirectoryName(file)}' is in use by another agent ({exception.Message}); this one ends.", exception);
        }
    }

    private string SessionsRoot => Path.Combine(_options.RunDirectory, "sessions");

    /// <summary>A session's images.</summary>
    public SessionFiles Files(string migrationUid) => new(Path.Combine(SessionsRoot, migrationUid));

    /// <summary>kubelet's folder of a pod; it goes when the pod's object and volumes are gone.</summary>
    public string Pod(string podUid) => Path.Combine(_options.KubeletDirectory, "pods", podUid);

    /// <summary>Where kubelet keeps a pod's emptyDir volumes.</summary>
    public string EmptyDirs(string podUid) => Path.Combine(Pod(podUid), "volumes", "kubernetes.io~empty-dir");
}

namespace PodMotion.NodeAgent.Runtime;

/// <summary>Where a session's images lie on this node: readable by root only, since they hold the pod's memory.</summary>
/// <param name="Directory">The session's folder.</param>
public sealed record SessionFiles(string Directory)
{
    private const UnixFileMode RootOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>CRIU's images.</summary>
    public string Images => Path.Combine(Directory, "images");

    /// <summary>CRIU's logs.</summary>
    public string Work => Path.Combine(Directory, "work");

    /// <summary>CRIU's configuration of this session.</summary>
    public string CriuConfig => Path.Combine(Directory, "criu.conf");

    /// <summary>CRIU's log of the dump.</summary>
    public string DumpLog => Path.Combine(Work, "dump.log");

    /// <summary>CRIU's log of the restore.</summary>
    public string RestoreLog => Path.Combine(Work, "restore.log");

    /// <summary>Makes the folders, empty, and CRIU's configuration.</summary>
    public void Create(IEnumerable<string> criuOptions)
    {
        Delete();
        foreach (var folder in new[] { Directory, Images, Work })
        {
            System.IO.Directory.CreateDirectory(folder, RootOnly);
        }

        File.WriteAllLines(CriuConfig, criuOptions);
    }

    /// <summary>Removes everything; nothing there is no error.</summary>
    public void Delete()
    {
        if (System.IO.Directory.Exists(Directory))
        {
            DetachMounts();
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }

    // A CRIU that was killed leaves the control groups mounted in its folder: nothing may be removed through them.
    private void DetachMounts()
    {
        var mounts = File.ReadLines("/proc/self/mountinfo")
            .Select(line => line.Split(' ')[4])
            .Where(mount => mount.StartsWith(Directory + "/", StringComparison.Ordinal));
        foreach (var mount in mounts.Reverse().ToList())
        {
            Native.Detach(mount);
        }
    }
}

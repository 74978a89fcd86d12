using System.Text;
using PodMotion.NodeAgent.Runtime;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>Files whose presence means something after a crash.</summary>
internal static class DurableFile
{
    /// <summary>Writes a small file and makes it and its name durable.</summary>
    public static void Write(string path, string text)
    {
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        Native.SyncDirectory(Folder(path));
    }

    /// <summary>Removes a file and makes that durable; none there is no error.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        Native.SyncDirectory(Folder(path));
    }

    private static string Folder(string path) => Path.GetDirectoryName(path) ?? "/";
}

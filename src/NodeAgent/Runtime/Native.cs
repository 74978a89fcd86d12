using System.ComponentModel;
using System.Runtime.InteropServices;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>The few system calls that .NET has no door to.</summary>
internal static class Native
{
    public const int SigKill = 9;
    public const int SigCont = 18;
    private const int NoSuchProcess = 3;
    private const int DetachMount = 2; // MNT_DETACH
    private const int ReadOnlyDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC

    /// <summary>Sends a signal; a process that is gone is no error.</summary>
    public static void Signal(int processId, int signal)
    {
        if (kill(processId, signal) != 0 && Marshal.GetLastPInvokeError() is not NoSuchProcess and var error)
        {
            throw new Win32Exception(error, $"Signal {signal} to process {processId} failed: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>Makes the names in a folder durable; without it a new file's name may be lost by a crash.</summary>
    public static void SyncDirectory(string directory)
    {
        var descriptor = open(directory, ReadOnlyDirectory);
        if (descriptor < 0)
        {
            throw new IOException($"Folder '{directory}' cannot be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }

        var failed = fsync(descriptor) != 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = close(descriptor);
        if (failed != 0)
        {
            throw new IOException($"Folder '{directory}' cannot be made durable: {Marshal.GetPInvokeErrorMessage(failed)}.");
        }
    }

    /// <summary>Takes a mount out of the tree at once; who still uses it may go on.</summary>
    public static void Detach(string mountPoint)
    {
        if (umount2(mountPoint, DetachMount) != 0)
        {
            throw new IOException($"'{mountPoint}' cannot be unmounted: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int umount2([MarshalAs(UnmanagedType.LPUTF8Str)] string mountPoint, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int processId, int signal);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int descriptor);
}

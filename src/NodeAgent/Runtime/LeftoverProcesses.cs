using System.Globalization;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>runc and CRIU processes of a migration that outlived the agent that started them.</summary>
public sealed class LeftoverProcesses(TimeProvider timeProvider)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until none is left. They are never killed: CRIU may hold the tasks of a pod.</summary>
    public async Task WaitAsync(string migrationUid, CancellationToken cancellationToken)
    {
        while (Find(migrationUid))
        {
            await Task.Delay(Poll, timeProvider, cancellationToken);
        }
    }

    private static bool Find(string migrationUid)
    {
        var marker = $"{Checkpointer.MigrationVariable}={migrationUid}\0";
        return Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Any(folder => Reads(Path.Combine(folder, "environ"), marker));
    }

    private static bool Reads(string file, string marker)
    {
        try
        {
            return File.ReadAllText(file).Contains(marker, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

using Microsoft.Extensions.Options;
using PodMotion.NodeAgent.Configuration;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>Writes the images of a frozen container; the container stays frozen, whatever happens.</summary>
public sealed class Checkpointer(ProcessRunner runner, IOptions<AgentOptions> options)
{
    /// <summary>Names the migration in the environment of runc and CRIU, so that a restarted agent finds them.</summary>
    public const string MigrationVariable = "PODMOTION_MIGRATION";

    /// <summary>Dumps the container. Has no time limit and no cancellation: CRIU holds the tasks, and killing it could lose them.</summary>
    /// <exception cref="CommandFailedException">CRIU or runc failed; the message has CRIU's first errors.</exception>
    public async Task DumpAsync(string migrationUid, string containerId, SessionFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var settings = options.Value;
        var command = new CommandLine(
            settings.RuncPath, "--root", settings.RuncRoot, "--criu", settings.CriuPath,
            "checkpoint", "--leave-running", "--tcp-established", "--image-path", files.Images, "--work-path", files.Work, containerId)
        {
            Environment = new Dictionary<string, string>
            {
                [MigrationVariable] = migrationUid,
                ["CRIU_CONFIG_FILE"] = files.CriuConfig,
                ["PATH"] = $"{Path.GetDirectoryName(settings.CriuPath)}:{Environment.GetEnvironmentVariable("PATH")}",
            },
            TimeLimit = null,
        };
        var result = await runner.RunAsync(command, CancellationToken.None);
        if (result.ExitCode != 0)
        {
            var errors = CriuLog.FirstErrors(files.DumpLog);
            throw new CommandFailedException(
                $"the checkpoint failed with {result.ExitCode}: {(errors.Length > 0 ? errors : ProcessRunner.FirstLine(result.Error))}");
        }
    }
}

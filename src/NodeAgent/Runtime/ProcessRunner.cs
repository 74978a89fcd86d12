using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>Runs programs with argument arrays, bounded output and a time limit. Safe for concurrent use.</summary>
public sealed class ProcessRunner(TimeProvider timeProvider)
{
    private const int MaxOutput = 64 * 1024;

    /// <summary>Runs a program to its end, whatever its exit code.</summary>
    /// <exception cref="CommandFailedException">It cannot be started, or its time limit passed and it was killed.</exception>
    public async Task<ProcessResult> RunAsync(CommandLine command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var process = Start(command, redirectInput: false);
        var output = ReadBoundedAsync(process.StandardOutput.BaseStream);
        var error = ReadBoundedAsync(process.StandardError.BaseStream);
        using var limit = new CancellationTokenSource(command.TimeLimit ?? Timeout.InfiniteTimeSpan, timeProvider);
        // Without a limit the program holds tasks of a pod: nothing but its own end may end it.
        using var both = command.TimeLimit is null
            ? new CancellationTokenSource()
            : CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(both.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new CommandFailedException($"'{command}' ran longer than {command.TimeLimit?.TotalSeconds} s and was killed.");
        }

        return new ProcessResult(process.ExitCode, await output, await error);
    }

    /// <summary>As <see cref="RunAsync"/>, and an exit code other than 0 is an error.</summary>
    /// <exception cref="CommandFailedException">It failed; the message has its first error line.</exception>
    public async Task<string> RequireAsync(CommandLine command, CancellationToken cancellationToken)
    {
        var result = await RunAsync(command, cancellationToken);
        return result.ExitCode == 0
            ? result.Output
            : throw new CommandFailedException($"'{command}' ended with {result.ExitCode}: {FirstLine(result.Error)}");
    }

    /// <summary>Starts a program whose standard streams the caller serves.</summary>
    /// <exception cref="CommandFailedException">It cannot be started.</exception>
    internal static Process Start(CommandLine command, bool redirectInput)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = redirectInput,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start) ?? throw new CommandFailedException($"'{command}' did not start.");
        }
        catch (Win32Exception exception)
        {
            throw new CommandFailedException($"'{command}' cannot be started: {exception.Message}.", exception);
        }
    }

    /// <summary>Reads to the end and keeps the beginning.</summary>
    internal static async Task<string> ReadBoundedAsync(Stream stream)
    {
        var kept = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            kept.Write(buffer, 0, (int)Math.Min(read, MaxOutput - kept.Length));
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }

    /// <summary>The first line that says something; never empty.</summary>
    internal static string FirstLine(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "it said nothing";
}

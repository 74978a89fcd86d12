using System.Diagnostics;
using PodMotion.TestKit;

namespace PodMotion.NodeAgent.Tests.Handler;

/// <summary>The handler, built with the paths of one test class, and a runc that writes down how it was called.</summary>
public sealed class HandlerBuild : IDisposable
{
    private const string FakeRunc = """
        #!/bin/sh
        printf '%s\n' "$@" >> "{0}/runc.calls"
        printf 'end\n' >> "{0}/runc.calls"
        printf '%s\n' "$PODMOTION_MIGRATION" "$CRIU_CONFIG_FILE" > "{0}/runc.env"
        [ ! -e "{0}/runc.fails" ] || exit 3
        """;

    private readonly TemporaryFolder _folder = new();

    public HandlerBuild()
    {
        Directory.CreateDirectory(_folder.Join("state"));
        File.WriteAllText(_folder.Join("runc"), FakeRunc.Replace("{0}", _folder.Path, StringComparison.Ordinal));
        File.SetUnixFileMode(_folder.Join("runc"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string[] paths =
        [
            Define("STATE_DIR", _folder.Join("state")), Define("AGENT_SOCKET", Socket),
            Define("SETTINGS_FILE", _folder.Join("handler.conf")), Define("DEFAULT_RUNC", _folder.Join("runc")), "-DANSWER_LIMIT_MS=5000",
        ];
        var make = Run("make", ["-s", "-C", RepositoryFiles.PathOf("src/NodeAgent/Handler"), $"OUT={_folder.Path}", "PATHS=" + string.Join(' ', paths)]);
        Assert(make.ExitCode == 0, make.Error);
    }

    /// <summary>The socket that the handler calls.</summary>
    public string Socket => _folder.Join("agent.sock");

    /// <summary>Makes a path below the test's folder.</summary>
    public string Join(params string[] names) => _folder.Join(names);

    /// <summary>Runs the handler.</summary>
    public (int ExitCode, string Error) Call(params string[] arguments) => Run(_folder.Join("podmotion-runc"), arguments);

    /// <summary>What runc was called with since the last look, one word a line; empty where it was not called.</summary>
    public string TakeRuncCalls()
    {
        var file = _folder.Join("runc.calls");
        var calls = File.Exists(file) ? File.ReadAllText(file) : "";
        File.Delete(file);
        return calls;
    }

    /// <summary>Writes a file below the test's folder.</summary>
    public string Write(string text, params string[] names)
    {
        var path = _folder.Join(names);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Dispose();

    private static string Define(string name, string value) => $"-D{name}='\"{value}\"'";

    private static (int ExitCode, string Error) Run(string file, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    private static void Assert(bool holds, string message) => Xunit.Assert.True(holds, message);
}

using System.Diagnostics;
using System.Text.Json;
using PodMotion.Api.Grpc;

namespace PodMotion.Api.Tests.Grpc;

/// <summary>One of the scripts in interop/, running; what it prints is JSON, a value a line.</summary>
internal sealed class PythonGrpc : IDisposable
{
    /// <summary>Debian's own, because only it sees Debian's packages.</summary>
    public const string Interpreter = "/usr/bin/python3";

    private readonly Process _process;

    private PythonGrpc(Process process) => _process = process;

    public static PythonGrpc Start(string script, IEnumerable<string> arguments)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Grpc", "interop", script);
        return new PythonGrpc(Process.Start(new ProcessStartInfo(Interpreter, ["-B", file, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>Runs the client script to its end.</summary>
    public static async Task<List<string>> CallAsync(string address, string scenario, MutualTlsFiles? files = null)
    {
        using var client = Start("client.py", [address, scenario, .. Arguments(files)]);
        var errors = client._process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (await client._process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(Plain(line));
        }

        await client._process.WaitForExitAsync();
        return client._process.ExitCode == 0 ? lines : throw new InvalidOperationException(await errors);
    }

    /// <summary>Starts the server script; gives the process and its port.</summary>
    public static async Task<(PythonGrpc Server, int Port)> ServeAsync(MutualTlsFiles? files = null)
    {
        var server = Start("server.py", Arguments(files));
        var line = await server._process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException(await server._process.StandardError.ReadToEndAsync());
        return (server, JsonSerializer.Deserialize<int>(line));
    }

    /// <summary>SIGKILL: no goodbye to its connections.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static string[] Arguments(MutualTlsFiles? files) =>
        files is null ? [] : [files.AuthorityFile, files.CertificateFile, files.KeyFile];

    // Strings for people: lists joined by a bar, escapes resolved.
    private static string Plain(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Array ? string.Join('|', root.EnumerateArray().Select(item => item.ToString())) : root.ToString();
    }
}

using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PodMotion.Api.Agent;
using PodMotion.NodeAgent.Configuration;

namespace PodMotion.NodeAgent.Runtime;

/// <summary>Finds out once whether this node can checkpoint and restore. The check also fills CRIU's cache of kernel features.</summary>
public sealed partial class CriuProbe
{
    private static readonly Version Oldest = new(4, 0);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ProcessRunner _runner;
    private readonly AgentOptions _options;
    private readonly Lazy<Task<Capabilities>> _known;

    /// <summary>Probes nothing yet.</summary>
    public CriuProbe(ProcessRunner runner, IOptions<AgentOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_runner, _options) = (runner, options.Value);
        _known = new Lazy<Task<Capabilities>>(() => ProbeAsync(CancellationToken.None));
    }

    /// <summary>What this node can do; probed with the first call.</summary>
    public async Task<Capabilities> GetAsync(CancellationToken cancellationToken) =>
        (await _known.Value.WaitAsync(cancellationToken)).Clone();

    private async Task<Capabilities> ProbeAsync(CancellationToken cancellationToken)
    {
        var capabilities = new Capabilities
        {
            KernelVersion = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
            Architecture = RuntimeInformation.OSArchitecture switch { Architecture.X64 => "amd64", Architecture.Arm64 => "arm64", var other => other.ToString() },
            CgroupVersion = Directory.Exists("/sys/fs/cgroup/freezer") ? "v1" : "v2",
            ContainerRuntime = "containerd",
        };
        capabilities.Message = await ProbeCriuAsync(capabilities, cancellationToken);
        capabilities.Capable = capabilities.Message.Length == 0;
        return capabilities;
    }

    // Empty where all is well.
    private async Task<string> ProbeCriuAsync(Capabilities capabilities, CancellationToken cancellationToken)
    {
        var criu = _options.CriuPath;
        try
        {
            var output = await _runner.RequireAsync(new CommandLine(criu, "--version") { TimeLimit = Limit }, cancellationToken);
            capabilities.CriuVersion = VersionLine().Match(output).Groups["version"].Value;
            if (!Version.TryParse(capabilities.CriuVersion, out var version) || version < Oldest)
            {
                return $"CRIU at '{criu}' is version '{capabilities.CriuVersion}'; {Oldest} or newer is needed, so no pod moves from or to this node.";
            }

            var check = await _runner.RunAsync(new CommandLine(criu, "check") { TimeLimit = Limit }, cancellationToken);
            return check.ExitCode == 0
                ? ""
                : $"'criu check' ended with {check.ExitCode}: {ProcessRunner.FirstLine(check.Error)}; no pod moves from or to this node.";
        }
        catch (CommandFailedException exception)
        {
            return $"CRIU is not usable at '{criu}' ({exception.Message}); no pod moves from or to this node.";
        }
    }

    [GeneratedRegex("Version: (?<version>[0-9]+\\.[0-9]+(\\.[0-9]+)?)", RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine();
}

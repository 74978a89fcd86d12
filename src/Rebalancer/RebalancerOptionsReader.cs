using System.Globalization;
using System.Net;

namespace PodMotion.Rebalancer;

/// <summary>Reads <see cref="RebalancerOptions"/> from the command line, else from the environment. All errors are told at once.</summary>
public static class RebalancerOptionsReader
{
    private static readonly string[] Names = ["kubeconfig", "ca", "cert", "key", "http", "agent-port", "bulk-port"];

    /// <summary>The options, or every error in one line.</summary>
    /// <param name="args">The command line, as <c>--name value</c> or <c>--name=value</c>.</param>
    /// <param name="environment">Reads a variable; null where it is not set.</param>
    public static (RebalancerOptions? Options, string Errors) Read(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var errors = new List<string>();
        var given = Given(args, errors);
        string? Value(string name) =>
            given.GetValueOrDefault(name) ?? environment("PODMOTION_" + name.Replace('-', '_').ToUpperInvariant());

        var options = new RebalancerOptions
        {
            KubeconfigFile = FileOf("kubeconfig", Value("kubeconfig"), required: false, errors),
            Tls = new(
                FileOf("ca", Value("ca"), required: true, errors) ?? "",
                FileOf("cert", Value("cert"), required: true, errors) ?? "",
                FileOf("key", Value("key"), required: true, errors) ?? ""),
            Http = Http(Value("http"), errors),
            AgentPort = Port("agent-port", Value("agent-port"), 9443, errors),
            BulkPort = Port("bulk-port", Value("bulk-port"), 9444, errors),
        };
        return errors.Count == 0 ? (options, "") : (null, string.Join(" ", errors));
    }

    private static Dictionary<string, string> Given(IReadOnlyList<string> args, List<string> errors)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || !Names.Contains(name[2..]))
            {
                errors.Add($"Option '{args[i]}' is not known; known are {string.Join(", ", Names.Select(known => $"--{known}"))}.");
                continue;
            }

            value ??= i + 1 < args.Count ? args[++i] : null;
            if (string.IsNullOrEmpty(value))
            {
                errors.Add($"Option '{name}' has no value.");
                continue;
            }

            given[name[2..]] = value;
        }

        return given;
    }

    private static string? FileOf(string name, string? path, bool required, List<string> errors)
    {
        if (string.IsNullOrEmpty(path))
        {
            if (required)
            {
                errors.Add($"Option '--{name}' is missing; it must name a file.");
            }

            return null;
        }

        if (!File.Exists(path))
        {
            errors.Add($"Option '--{name}' is '{path}'; there is no such file.");
        }

        return path;
    }

    private static IPEndPoint Http(string? text, List<string> errors)
    {
        if (text is null)
        {
            return new(IPAddress.Any, 8080);
        }

        if (IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port > 0)
        {
            return endpoint;
        }

        errors.Add($"Option '--http' is '{text}'; it must be an address and a port, such as 0.0.0.0:8080.");
        return new(IPAddress.Any, 8080);
    }

    private static int Port(string name, string? text, int absent, List<string> errors)
    {
        if (text is null)
        {
            return absent;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535)
        {
            return port;
        }

        errors.Add($"Option '--{name}' is '{text}'; it must be between 1 and 65535.");
        return absent;
    }
}

using System.Net;
using Microsoft.Extensions.Options;

namespace PodMotion.NodeAgent.Configuration;

/// <summary>Names every wrong setting at once: field, value, what is expected.</summary>
public sealed class AgentOptionsValidator : IValidateOptions<AgentOptions>
{
    private static readonly TimeSpan LongestPark = TimeSpan.FromSeconds(110);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, AgentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<string>();
        Require(errors, options.NodeName.Length > 0, nameof(options.NodeName), options.NodeName, "the node's name in Kubernetes");
        Require(errors, IPAddress.TryParse(options.ListenAddress, out _), nameof(options.ListenAddress), options.ListenAddress, "an IP address");
        RequirePort(errors, nameof(options.GrpcPort), options.GrpcPort);
        RequirePort(errors, nameof(options.BulkPort), options.BulkPort);
        Require(errors, options.GrpcPort != options.BulkPort, nameof(options.BulkPort), options.BulkPort, "another port than GrpcPort");
        foreach (var (field, path) in Paths(options))
        {
            Require(errors, path.StartsWith('/'), field, path, "an absolute path");
        }

        Require(
            errors, options.ParkLimit > TimeSpan.Zero && options.ParkLimit <= LongestPark, nameof(options.ParkLimit), options.ParkLimit, "more than 0 and at most 110 s");
        Require(errors, options.MaxTransferBytes > 0, nameof(options.MaxTransferBytes), options.MaxTransferBytes, "more than 0");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<(string Field, string Path)> Paths(AgentOptions options) =>
    [
        (nameof(options.AuthorityFile), options.AuthorityFile),
        (nameof(options.CertificateFile), options.CertificateFile),
        (nameof(options.KeyFile), options.KeyFile),
        (nameof(options.StateDirectory), options.StateDirectory),
        (nameof(options.RunDirectory), options.RunDirectory),
        (nameof(options.BundleDirectory), options.BundleDirectory),
        (nameof(options.RuncRoot), options.RuncRoot),
        (nameof(options.KubeletDirectory), options.KubeletDirectory),
        (nameof(options.RuncPath), options.RuncPath),
        (nameof(options.CriuPath), options.CriuPath),
    ];

    private static void RequirePort(List<string> errors, string field, int port) =>
        Require(errors, port is > 0 and < 65536, field, port, "1 to 65535");

    private static void Require(List<string> errors, bool holds, string field, object value, string expected)
    {
        if (!holds)
        {
            errors.Add($"Agent:{field} is '{value}'; it must be {expected}.");
        }
    }
}

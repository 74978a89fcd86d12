using Xunit;

namespace PodMotion.Rebalancer.Tests;

public sealed class RebalancerOptionsTests
{
    private static readonly string File = typeof(RebalancerOptionsTests).Assembly.Location;

    [Fact]
    public void Read_CommandLineAndEnvironment_CommandLineWins()
    {
        var environment = new Dictionary<string, string> { ["PODMOTION_AGENT_PORT"] = "1", ["PODMOTION_BULK_PORT"] = "2", ["PODMOTION_KEY"] = File };

        var (options, errors) = RebalancerOptionsReader.Read(
            ["--ca", File, $"--cert={File}", "--agent-port", "7", "--http", "127.0.0.1:81"], environment.GetValueOrDefault);

        Assert.Equal("", errors);
        Assert.Equal((7, 2, "127.0.0.1:81", File), (options!.AgentPort, options.BulkPort, options.Http.ToString(), options.Tls.KeyFile));
    }

    [Fact]
    public void Read_Nothing_HasTheDefaults()
    {
        var (options, _) = RebalancerOptionsReader.Read(["--ca", File, "--cert", File, "--key", File], static _ => null);

        Assert.Equal((9443, 9444, "0.0.0.0:8080", null), (options!.AgentPort, options.BulkPort, options.Http.ToString(), options.KubeconfigFile));
    }

    [Fact]
    public void Read_SeveralErrors_TellsAllInOneLine()
    {
        var (options, errors) = RebalancerOptionsReader.Read(["--ca", "/nowhere", "--agent-port", "x", "--colour=red", "--key"], static _ => null);

        Assert.Null(options);
        Assert.Equal(
            "Option '--colour=red' is not known; known are --kubeconfig, --ca, --cert, --key, --http, --agent-port, --bulk-port. Option '--key' has no value. "
            + "Option '--ca' is '/nowhere'; there is no such file. Option '--cert' is missing; it must name a file. Option '--key' is missing; it must name a file. "
            + "Option '--agent-port' is 'x'; it must be between 1 and 65535.",
            errors);
    }
}

using PodMotion.NodeAgent.Configuration;
using Xunit;

namespace PodMotion.NodeAgent.Tests.Configuration;

public sealed class AgentOptionsValidatorTests
{
    private readonly AgentOptionsValidator _validator = new();

    [Fact]
    public void Validate_DefaultsWithANodeName_AreGood() =>
        Assert.True(_validator.Validate(null, new AgentOptions { NodeName = "n1" }).Succeeded);

    [Fact]
    public void Validate_SeveralWrongSettings_NamesAllOfThem()
    {
        var result = _validator.Validate(null, new AgentOptions { ListenAddress = "here", GrpcPort = 0, CriuPath = "criu", ParkLimit = TimeSpan.FromMinutes(5) });

        Assert.Equal(
            [
                "Agent:NodeName is ''; it must be the node's name in Kubernetes.",
                "Agent:ListenAddress is 'here'; it must be an IP address.",
                "Agent:GrpcPort is '0'; it must be 1 to 65535.",
                "Agent:CriuPath is 'criu'; it must be an absolute path.",
                "Agent:ParkLimit is '00:05:00'; it must be more than 0 and at most 110 s.",
            ],
            result.Failures);
    }
}

using System.Security.Cryptography.X509Certificates;

namespace PodMotion.Api.Grpc;

/// <summary>Who a certificate of the installation's own authority speaks for.</summary>
/// <param name="Role">What the process is.</param>
/// <param name="NodeName">The agent's node; empty for the rebalancer.</param>
public sealed record PeerIdentity(PeerRole Role, string NodeName)
{
    private const string CommonNameOid = "2.5.4.3";
    private const string RebalancerName = "podmotion-rebalancer";
    private const string AgentPrefix = "podmotion-agent:";
    private const int MaxNodeNameLength = 253;

    /// <summary>The common name that certificates of this identity carry.</summary>
    public string CommonName => Role == PeerRole.Rebalancer ? RebalancerName : AgentPrefix + NodeName;

    /// <summary>The identity in the subject of a verified certificate; null where its common name is none of ours.</summary>
    public static PeerIdentity? From(X509Certificate2 certificate) => Parse(ReadCommonName(certificate));

    /// <summary>The identity that a common name stands for; null where it is none of ours.</summary>
    public static PeerIdentity? Parse(string commonName)
    {
        if (commonName == RebalancerName)
        {
            return new PeerIdentity(PeerRole.Rebalancer, "");
        }

        return commonName.StartsWith(AgentPrefix, StringComparison.Ordinal) && IsNodeName(commonName[AgentPrefix.Length..])
            ? new PeerIdentity(PeerRole.Agent, commonName[AgentPrefix.Length..])
            : null;
    }

    /// <summary>The common name of a subject; empty where it has none or several, which would be ambiguous.</summary>
    internal static string ReadCommonName(X509Certificate2 certificate)
    {
        var names = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(part => part.HasMultipleElements || part.GetSingleElementType().Value == CommonNameOid)
            .ToList();
        return names is [{ HasMultipleElements: false } single] ? single.GetSingleElementValue() ?? "" : "";
    }

    // What Kubernetes takes for the name of a node (an RFC 1123 subdomain), without the rule for the ends of each label.
    private static bool IsNodeName(string name) =>
        name.Length is > 0 and <= MaxNodeNameLength && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.');
}

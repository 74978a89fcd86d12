namespace PodMotion.NodeAgent.Configuration;

/// <summary>Settings of the agent, section <c>Agent</c>. Validated at start, all errors at once.</summary>
public sealed class AgentOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Agent";

    /// <summary>The node's name in Kubernetes; must be the one of the agent's certificate.</summary>
    public string NodeName { get; set; } = "";

    /// <summary>IP address that both listeners bind to; default all.</summary>
    public string ListenAddress { get; set; } = "0.0.0.0";

    /// <summary>Port of the gRPC calls; default 9443.</summary>
    public int GrpcPort { get; set; } = 9443;

    /// <summary>Port of the bulk streams; default 9444.</summary>
    public int BulkPort { get; set; } = 9444;

    /// <summary>PEM file of the installation's own authority.</summary>
    public string AuthorityFile { get; set; } = "/etc/podmotion/pki/ca.crt";

    /// <summary>PEM file of this agent's certificate.</summary>
    public string CertificateFile { get; set; } = "/etc/podmotion/pki/agent.crt";

    /// <summary>PEM file of the certificate's key.</summary>
    public string KeyFile { get; set; } = "/etc/podmotion/pki/agent.key";

    /// <summary>Fences, tickets and journals; must survive a reboot. The handler is compiled with this path.</summary>
    public string StateDirectory { get; set; } = "/var/lib/podmotion";

    /// <summary>The handler's socket and the images of running sessions; a tmpfs where freezes shall be short.</summary>
    public string RunDirectory { get; set; } = "/run/podmotion";

    /// <summary>containerd's bundles of the namespace k8s.io.</summary>
    public string BundleDirectory { get; set; } = "/run/containerd/io.containerd.runtime.v2.task/k8s.io";

    /// <summary>The --root that containerd gives runc for the namespace k8s.io.</summary>
    public string RuncRoot { get; set; } = "/run/containerd/runc/k8s.io";

    /// <summary>kubelet's folder.</summary>
    public string KubeletDirectory { get; set; } = "/var/lib/kubelet";

    /// <summary>The runc that made the containers.</summary>
    public string RuncPath { get; set; } = "/usr/sbin/runc";

    /// <summary>CRIU 4.0 or newer.</summary>
    public string CriuPath { get; set; } = "/usr/sbin/criu";

    /// <summary>Longest time that a container's create call waits for its images; kubelet gives up at two minutes. Default 100 s.</summary>
    public TimeSpan ParkLimit { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Most bytes that one migration may send here. Default 64 GiB.</summary>
    public long MaxTransferBytes { get; set; } = 64L << 30;
}

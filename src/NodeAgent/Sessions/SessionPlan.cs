using System.Text.Json.Serialization;

namespace PodMotion.NodeAgent.Sessions;

/// <summary>What a session touches on its node; journalled first, so that a restarted agent can undo or finish it.</summary>
public sealed record SessionPlan
{
    /// <summary>containerd's ID of the container.</summary>
    public required string ContainerId { get; init; }

    /// <summary>The container's bundle.</summary>
    public required string Bundle { get; init; }

    /// <summary>Source: the container's first process. Target: a process of the sandbox.</summary>
    public required int Process { get; init; }

    /// <summary>The start time of <see cref="Process"/>.</summary>
    public required ulong ProcessStart { get; init; }

    /// <summary>Source: the container's freezer cgroup.</summary>
    public string FreezerDirectory { get; init; } = "";

    /// <summary>Source: whether that is a cgroup of version 2.</summary>
    public bool IsFreezerUnified { get; init; }

    /// <summary>The node's end of the pod's link; empty where connections are not kept.</summary>
    public string HostInterface { get; init; } = "";

    /// <summary>The pod's bridge; empty where connections are not kept.</summary>
    public string Bridge { get; init; } = "";

    /// <summary>The pod's own address here.</summary>
    public string Address { get; init; } = "";

    /// <summary>Source: addresses that the pod brought from other nodes and takes along.</summary>
    public string BroughtAddresses { get; init; } = "";

    /// <summary>Source: every address that goes along.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Addresses => [Address, .. BroughtAddresses.Split(',', StringSplitOptions.RemoveEmptyEntries)];
}

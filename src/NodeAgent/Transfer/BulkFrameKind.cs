namespace PodMotion.NodeAgent.Transfer;

/// <summary>What a frame of a bulk stream carries. The numbers go over the wire.</summary>
public enum BulkFrameKind : byte
{
    /// <summary>Source: the migration's UID, first of all.</summary>
    Open = 1,

    /// <summary>Target: it is ready; its pod's address.</summary>
    Opened = 2,

    /// <summary>Source: the pod is frozen, its addresses may be taken over; IPv4, separated by commas.</summary>
    HandOver = 3,

    /// <summary>Target: it has the addresses, the pod's gate is closed.</summary>
    HandedOver = 4,

    /// <summary>Source: a file tree begins; its name.</summary>
    Tree = 5,

    /// <summary>Source: the next piece of the tree's tar stream.</summary>
    Data = 6,

    /// <summary>Source: the tree ends; SHA-256 of its pieces.</summary>
    TreeEnd = 7,

    /// <summary>Source: no more trees.</summary>
    Complete = 8,

    /// <summary>Target: everything is here, unpacked and journalled.</summary>
    Received = 9,

    /// <summary>Target: it gave up; one sentence.</summary>
    Failed = 10,

    /// <summary>Any agent, instead of <see cref="Open"/>: whether the way to an address leads over the node; the address.</summary>
    AskAddress = 11,

    /// <summary>Answer to <see cref="AskAddress"/>: one byte, 1 for yes.</summary>
    AddressAnswer = 12,
}

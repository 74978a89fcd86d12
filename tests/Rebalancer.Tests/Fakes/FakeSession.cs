using Google.Protobuf.WellKnownTypes;
using PodMotion.Api.Agent;

namespace PodMotion.Rebalancer.Tests.Fakes;

/// <summary>One side of a migration, as an agent would have journalled it.</summary>
public sealed class FakeSession(SessionRole role, string podUid, bool tcpKept)
{
    public SessionRole Role { get; } = role;

    public string PodUid { get; } = podUid;

    public bool TcpKept { get; } = tcpKept;

    public List<SessionEvent> Events { get; } = [];

    public SessionStep Step => Events.Count == 0 ? SessionStep.Unspecified : Events[^1].Step;

    public bool Over => Step is SessionStep.Ended or SessionStep.RolledBack or SessionStep.Resumed or SessionStep.Abandoned;

    /// <summary>From the freeze on, unless it was rolled back.</summary>
    public bool Stopped => Step >= SessionStep.Frozen && Step != SessionStep.RolledBack;

    public void Add(SessionStep step, DateTimeOffset time, string reason = "", string message = "") => Events.Add(new()
    {
        Sequence = (uint)Events.Count + 1,
        Step = step,
        Time = Timestamp.FromDateTimeOffset(time),
        Reason = reason,
        Message = message,
        Measurements = step is SessionStep.HandedBack or SessionStep.Ended
            ? new() { FreezeMs = 120, TransferredBytes = 4096, EstablishedBefore = 1, EstablishedAfter = 1, CheckpointMs = 30 }
            : null,
    });
}

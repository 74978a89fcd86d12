namespace PodMotion.TestKit.Kubernetes;

/// <summary>What happens to a call instead of its being served.</summary>
/// <param name="Kind">What.</param>
/// <param name="Code">The status code to refuse with.</param>
/// <param name="Reason">The reason in the Status object.</param>
public sealed record FakeFault(FakeFaultKind Kind, int Code = 0, string Reason = "")
{
    /// <summary>Refused because somebody else wrote meanwhile.</summary>
    public static FakeFault Conflict { get; } = new(FakeFaultKind.Refused, 409, "Conflict");

    /// <summary>Refused because the version is too old.</summary>
    public static FakeFault Gone { get; } = new(FakeFaultKind.Refused, 410, "Expired");

    /// <summary>Refused because the server is in trouble.</summary>
    public static FakeFault ServerError { get; } = new(FakeFaultKind.Refused, 500, "InternalError");

    /// <summary>The connection is cut and nothing done.</summary>
    public static FakeFault Dropped { get; } = new(FakeFaultKind.Dropped);

    /// <summary>It is done, but the connection is cut before the answer.</summary>
    public static FakeFault LostAnswer { get; } = new(FakeFaultKind.LostAnswer);

    /// <summary>Nothing is done and no answer comes until the caller gives up.</summary>
    public static FakeFault Hang { get; } = new(FakeFaultKind.Hang);
}
